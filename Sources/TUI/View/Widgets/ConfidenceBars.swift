/// A bar for each class: how sure the network is now, and how sure it was of the clean image.
///
/// The label is green with a tick, a wrong reading red with a cross; a pointer stands at the
/// reading. What was before is a thin line on the same track, or a bar of its own where there is
/// room for two rows a class.
struct ConfidenceBars {
  /// The confidences at ε, `[classes]`.
  var now: [Float]
  /// The confidences of the clean image, `[classes]`.
  var before: [Float]
  /// The right class.
  var label: Int
  /// Whether those of the clean image stand there as numbers, too, where there is room.
  var namesBefore = true

  /// The class with the largest confidence now.
  var reading: Int { now.indices.max { now[$0] < now[$1] } ?? label }

  func draw(in area: Rect, on buffer: inout Buffer, _ look: Look) {
    let classes = now.count
    guard !area.isEmpty, classes > 0, before.count == classes else { return }
    let isTall = Self.isTall(area.height, classes)
    // With less than a row a class, the classes stand in two columns.
    let columns = area.height >= classes || 2 * area.height < classes ? 1 : 2
    let shown =
      columns * area.height >= classes ? Array(0..<classes) : Array(ranking.prefix(area.height))
    let rows = (shown.count + columns - 1) / columns
    let pitch = isTall ? 2 : 1
    let width = (area.width - (columns - 1) * 2) / columns
    let top = area.y + max(0, (area.height - rows * pitch) / 2)
    for (place, index) in shown.enumerated() {
      let row = Rect(
        x: area.x + place / rows * (width + 2), y: top + place % rows * pitch, width: width,
        height: 1)
      draw(index, in: row, isTall: isTall, on: &buffer, look)
    }
  }

  /// The classes that matter first: the reading, the label, then the surest.
  private var ranking: [Int] {
    let first = reading == label ? [label] : [reading, label]
    let others = now.indices.filter { !first.contains($0) }
    return first + others.sorted { now[$0] > now[$1] }
  }

  private static func isTall(_ height: Int, _ classes: Int) -> Bool { height >= 2 * classes + 2 }

  /// What the columns of numbers say, to stand over them; `nil` where there is but one.
  ///
  /// - Parameter room: How wide it may be.
  static func heading(in area: Rect, room: Int, classes: Int, _ look: Look) -> StyledText? {
    guard !isTall(area.height, classes), area.height >= classes, showsBefore(area.width) else {
      return nil
    }
    let before = room < 12 ? "was" : "before"
    return look.text(before, .dim) + look.text("   now", .text)
  }

  private static func showsBefore(_ width: Int) -> Bool { width >= 25 }

  private func draw(
    _ index: Int, in row: Rect, isTall: Bool, on buffer: inout Buffer, _ look: Look
  ) {
    let isLabel = index == label
    let isReading = index == reading
    let role: Theme.Role = isLabel ? .label : isReading ? .wrong : .text
    let isMarked = isLabel || isReading
    // Sign, digit and mark: "▸5✗", or set apart where there is room.
    let gap = row.width >= 24 ? 1 : 0
    if isReading { buffer.write(look.text(look.pointer, role, bold: true), x: row.x, y: row.y) }
    let digit = look.text(String(index), isMarked ? role : .dim, bold: isMarked)
    buffer.write(digit, x: row.x + 1 + gap, y: row.y)
    if isMarked {
      let mark = isLabel ? look.rightMark : look.wrongMark
      buffer.write(look.text(mark, role, bold: true), x: row.x + 2 + 2 * gap, y: row.y)
    }
    let decimals = row.width >= 34 ? 1 : 0
    let figure = Numbers.percent(Double(now[index]), decimals: decimals)
    buffer.write(
      look.text(figure, isMarked ? role : .text, bold: isMarked), endingAt: row.right, y: row.y)
    var barEnd = row.right - figure.unicodeScalars.count - 1
    let was = Numbers.percent(Double(before[index]), decimals: decimals)
    if !isTall, namesBefore, Self.showsBefore(row.width) {
      // The sign stands once, behind the number that counts.
      let bare = String(was.dropLast(2))
      buffer.write(look.text(bare, .dim), endingAt: barEnd - 1, y: row.y)
      barEnd -= bare.unicodeScalars.count + 2
    }
    let start = row.x + (row.width < 14 ? 3 : 4 + 2 * gap)
    let bar = Rect(x: start, y: row.y, width: barEnd - start, height: 1)
    let color: Theme.Role = isMarked ? role : .dim
    Bar(share: now[index], before: isTall ? nil : before[index])
      .draw(in: bar, look.style(color), on: &buffer, look)
    if isTall {
      buffer.write(look.text(was, .dim), endingAt: row.right, y: row.y + 1)
      Bar(share: before[index], isThin: true)
        .draw(
          in: Rect(x: start, y: row.y + 1, width: bar.width, height: 1), look.style(.frame),
          on: &buffer, look)
    }
  }
}
