/// A bar with what chance leaves open: bright as far as the interval's lower bound, dull as far as the
/// share that was measured, and a line as far as the upper bound.
struct IntervalBar {
  /// How long the bar is, 0…1.
  var share: Double
  /// What the true share may be.
  var interval: ClosedRange<Double>

  private static let eighths = Array("▏▎▍▌▋▊▉█".unicodeScalars)

  func draw(in area: Rect, _ role: Theme.Role, on buffer: inout Buffer, _ look: Look) {
    guard area.width > 0 else { return }
    func columns(_ share: Double, _ rounding: FloatingPointRoundingRule) -> Int {
      let exact = share.isFinite ? min(max(share, 0), 1) * Double(area.width) : 0
      return Int(exact.rounded(rounding))
    }
    let eighths = Int((min(max(share.isFinite ? share : 0, 0), 1) * Double(8 * area.width)).rounded())
    let sure = columns(interval.lowerBound, .down)
    let possible = columns(interval.upperBound, .toNearestOrAwayFromZero)
    for column in 0..<area.width {
      let filled = min(8, max(0, eighths - 8 * column))
      let isSure = column < sure
      let cell: Cell =
        if filled >= (look.unicode ? 1 : 4) {
          Cell(
            glyph(filled, isSure: isSure, look), isSure ? look.style(role) : look.quietStyle(role))
        } else if column < possible {
          Cell("─", look.quietStyle(role))
        } else {
          Cell(look.unicode ? "·" : ".", look.style(.frame))
        }
      buffer[area.x + column, area.y] = cell
    }
  }

  private func glyph(_ filled: Int, isSure: Bool, _ look: Look) -> Unicode.Scalar {
    guard look.unicode else { return isSure ? "#" : "=" }
    return !isSure && filled == 8 && !look.capabilities.hasShades ? "▒" : Self.eighths[filled - 1]
  }
}
