/// A bar with what chance leaves open, exact to half a cell: bright as far as the interval's lower bound,
/// dull as far as the share that was measured, and a thin line as far as the upper bound.
///
/// It is a heavy line, so that many of them below each other stay apart.
struct IntervalBar {
  /// How long the bar is, 0…1.
  var share: Double
  /// What the true share may be.
  var interval: ClosedRange<Double>

  func draw(in area: Rect, _ role: Theme.Role, on buffer: inout Buffer, _ look: Look) {
    /// So many halves of a cell.
    func halves(_ share: Double) -> Int {
      share.isFinite ? Int((min(max(share, 0), 1) * Double(2 * area.width)).rounded()) : 0
    }
    let (sure, measured) = (halves(interval.lowerBound), halves(share))
    let possible = halves(interval.upperBound)
    for column in 0..<area.width {
      let start = 2 * column
      let cell: Cell =
        if measured > start {
          // What is half sure is not sure.
          bar(
            measured > start + 1 ? "━" : possible > start + 1 ? "╾" : "╸",
            isSure: sure > start + 1, role, look)
        } else if possible > start {
          Cell("─", look.quietStyle(role))
        } else {
          Cell(look.unicode ? "·" : ".", look.style(.frame))
        }
      buffer[area.x + column, area.y] = cell
    }
  }

  private func bar(
    _ glyph: Unicode.Scalar, isSure: Bool, _ role: Theme.Role, _ look: Look
  ) -> Cell {
    let style = isSure ? look.style(role) : look.quietStyle(role)
    guard look.unicode else { return Cell(isSure ? "#" : "=", style) }
    // Where there are no dull colours, dashes stand for them.
    let isDashed = glyph == "━" && !isSure && !look.capabilities.hasShades
    return Cell(isDashed ? "╍" : glyph, style)
  }
}
