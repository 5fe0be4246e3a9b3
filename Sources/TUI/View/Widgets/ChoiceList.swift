/// Choices, one a row, one of them under the cursor, which is always in sight.
struct ChoiceList {
  var choices: [StyledText]
  /// The place of the cursor among them.
  var cursor: Int

  /// Which choice a row of an area shows, as a place among so many; `nil` where it shows none.
  static func place(ofRow row: Int, rows: Int, cursor: Int, count: Int) -> Int? {
    guard (0..<rows).contains(row) else { return nil }
    let top = max(0, min(cursor - rows / 2, count - rows))
    return top + row < count ? top + row : nil
  }

  func draw(in area: Rect, on buffer: inout Buffer, _ look: Look) {
    for row in 0..<area.height {
      let place = Self.place(
        ofRow: row, rows: area.height, cursor: cursor, count: choices.count)
      guard let place else { continue }
      let y = area.y + row
      if place == cursor, area.width > 0 {
        buffer.write(look.text(look.pointer, .pressable, bold: true), x: area.x, y: y)
      }
      buffer.write(choices[place], x: area.x + 2, y: y, limit: area.width - 2)
    }
  }
}
