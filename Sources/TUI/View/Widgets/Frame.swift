/// A box with rounded corners, a title on its upper left, and notes on its right.
struct Frame {
  var title: StyledText
  /// On the upper right; left out where there is no room beside the title.
  var note = StyledText()
  /// On the lower right; it goes before the remark where there is room for one.
  var footnote = StyledText()
  /// On the lower left.
  var remark = StyledText()

  /// Where the content of a framed area lies.
  static func inner(_ area: Rect) -> Rect { area.inset(1, 1) }

  func draw(in area: Rect, on buffer: inout Buffer, _ look: Look) {
    guard area.width >= 2, area.height >= 2 else { return }
    let style = look.style(.frame)
    for x in area.x + 1..<area.right - 1 {
      buffer[x, area.y] = Cell("─", style)
      buffer[x, area.bottom - 1] = Cell("─", style)
    }
    for y in area.y + 1..<area.bottom - 1 {
      buffer[area.x, y] = Cell("│", style)
      buffer[area.right - 1, y] = Cell("│", style)
    }
    buffer[area.x, area.y] = Cell("╭", style)
    buffer[area.right - 1, area.y] = Cell("╮", style)
    buffer[area.x, area.bottom - 1] = Cell("╰", style)
    buffer[area.right - 1, area.bottom - 1] = Cell("╯", style)
    label(title, note, in: area, y: area.y, on: &buffer, look)
    // At the bottom the right text is the one that matters.
    let fits = remark.width + footnote.width + 8 <= area.width
    let lower = fits || footnote.width == 0 ? remark : StyledText()
    label(lower, footnote, in: area, y: area.bottom - 1, on: &buffer, look)
  }

  /// Writes words into a horizontal line; where there is room for one text, it is the left one.
  private func label(
    _ left: StyledText, _ right: StyledText, in area: Rect, y: Int, on buffer: inout Buffer,
    _ look: Look
  ) {
    let room = area.width - 4
    guard room > 2 else { return }
    let blank = look.text(" ")
    var leftEnd = area.x + 2
    if left.width > 0 {
      leftEnd = buffer.write(
        blank + left + blank, x: area.x + 2, y: y, limit: min(room, left.width + 2))
    }
    if right.width > 0, right.width + 2 <= area.right - 2 - leftEnd {
      buffer.write(blank + right + blank, endingAt: area.right - 2, y: y)
    }
  }
}
