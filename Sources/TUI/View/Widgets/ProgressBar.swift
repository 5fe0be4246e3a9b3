/// How much is done, as a bar exact to an eighth of a cell.
struct ProgressBar {
  /// 0…1.
  var fraction: Double

  private static let eighths = Array("▏▎▍▌▋▊▉█".unicodeScalars)

  func draw(in area: Rect, on buffer: inout Buffer, _ look: Look) {
    guard !area.isEmpty else { return }
    let share = fraction.isFinite ? min(max(fraction, 0), 1) : 0
    let eighths = Int((share * Double(area.width) * 8).rounded(.down))
    let track = look.theme[.training].mixed(with: look.theme.background, 0.78)
    let shaded = look.hasHalfBlocks
    let style = Style(look.theme[.training], on: shaded ? track : look.theme.background)
    for column in 0..<area.width {
      let filled = min(8, max(0, eighths - 8 * column))
      let glyph: Unicode.Scalar =
        if !look.unicode {
          filled == 8 ? "#" : "."
        } else if filled > 0 {
          Self.eighths[filled - 1]
        } else {
          shaded ? " " : "░"
        }
      buffer[area.x + column, area.y] = Cell(glyph, style)
    }
  }
}
