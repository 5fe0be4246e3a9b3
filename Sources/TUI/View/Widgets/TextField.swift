/// A line that is being typed, underlined, with a cursor at its end.
struct TextField {
  var text: String
  /// Whether the next character replaces all of it.
  var isSelected = false

  func draw(in area: Rect, on buffer: inout Buffer, _ look: Look) {
    guard !area.isEmpty else { return }
    let style = look.theme.style(.strong, bold: true, underline: true)
    for column in 0..<area.width { buffer[area.x + column, area.y] = Cell(" ", style) }
    // The end is what is being typed: where all has no room, the start goes.
    let shown = String(String.UnicodeScalarView(text.unicodeScalars.suffix(area.width - 1)))
    let cursor = buffer.write(
      shown, x: area.x, y: area.y, isSelected ? look.theme.inverse(.pressable) : style)
    buffer[cursor, area.y] =
      look.hasColors ? Cell(" ", look.theme.inverse(.strong)) : Cell("_", style)
  }
}
