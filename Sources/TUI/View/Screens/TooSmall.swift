/// What stands on a screen that has no room for anything else.
struct TooSmall {
  func draw(on buffer: inout Buffer, _ look: Look) {
    let size = buffer.size
    let needed = ScreenLayout.smallest
    let has = "\(size.width)×\(size.height)"
    let needs = "\(needed.width)×\(needed.height)"
    let choices: [[String]] = [
      ["The terminal has \(has) cells,", "Potemkin needs \(needs)."],
      ["The terminal is", "\(has), Potemkin", "needs \(needs)."],
      ["is \(has)", "needs \(needs)"],
      ["\(has)", "→ \(needs)"],
      ["→ \(needs)"],
      ["\(needs)"],
    ]
    let fitting = choices.first { lines in
      lines.count <= size.height && lines.allSatisfy { $0.unicodeScalars.count <= size.width }
    }
    let lines = fitting ?? ["…"]
    let top = (size.height - lines.count) / 2
    for (index, line) in lines.enumerated() {
      buffer.write(
        look.text(line, index == lines.count - 1 ? .strong : .text), centredIn: Rect(size),
        y: top + index)
    }
  }
}
