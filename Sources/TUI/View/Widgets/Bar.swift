/// A horizontal bar on a dotted track, exact to an eighth of a cell.
struct Bar {
  /// How long the bar is, 0…1.
  var share: Float
  /// How long it was, shown as a thin line; `nil` where that isn't shown.
  var before: Float?
  /// Whether it fills the upper half of the row alone.
  var isThin = false

  private static let eighths = Array("▏▎▍▌▋▊▉█".unicodeScalars)

  func draw(in area: Rect, _ style: Style, on buffer: inout Buffer, _ look: Look) {
    guard area.width > 0 else { return }
    let exact = Self.clamped(share) * Float(area.width)
    let eighths = Int((exact * 8).rounded())
    let was = before.map { Int((Self.clamped($0) * Float(area.width)).rounded()) } ?? 0
    for column in 0..<area.width {
      let filled = min(8, max(0, eighths - 8 * column))
      let glyph = self.glyph(filled, column: column, was: was, look)
      let isLine = filled == 0 || (filled < 4 && !look.unicode)
      let quiet = column < was ? style : look.style(.frame)
      buffer[area.x + column, area.y] = Cell(glyph, isLine ? quiet : style)
    }
    // Where the bar has outgrown what was before, a notch shows how far that went.
    if was > 0, eighths >= 8 * (was + 1) {
      let notch = Style(look.theme.background, on: style.foreground)
      buffer[area.x + was - 1, area.y] =
        look.hasColors ? Cell("▕", notch) : Cell("|", style)
    }
  }

  private func glyph(_ filled: Int, column: Int, was: Int, _ look: Look) -> Unicode.Scalar {
    guard look.unicode else {
      if isThin, filled < 4 { return " " }
      return filled >= 4 ? (isThin ? "-" : "#") : column < was ? "-" : "."
    }
    if isThin { return filled >= 4 ? "▀" : " " }
    if filled > 0 { return Self.eighths[filled - 1] }
    return column < was ? "─" : "·"
  }

  private static func clamped(_ share: Float) -> Float {
    share.isNaN ? 0 : min(max(share, 0), 1)
  }
}
