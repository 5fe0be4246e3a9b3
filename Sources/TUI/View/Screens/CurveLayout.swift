/// Where a slider lies, and the curves below it that share its columns: the cursor is under the knob.
struct CurveLayout {
  /// The row of the slider, with its numbers.
  let slider: Rect
  /// The columns of the slider that the knob moves on.
  let track: Rect
  /// The area of the curves with its frame, where it has one.
  let chart: Rect
  let isChartFramed: Bool

  /// Columns left of the track and the curves, for "ε 0.0625" and the axis.
  static let leftMargin = 11
  /// Columns right of them, for "ε_min 0.0490" and the names of the curves.
  static let rightMargin = 15

  init(_ area: Rect) {
    (slider, chart) = area.split(top: 1)
    isChartFramed = chart.height >= 7
    track = Rect(
      x: slider.x + Self.leftMargin, y: slider.y,
      width: slider.width - Self.leftMargin - Self.rightMargin, height: slider.height)
  }

  /// The area of the curves without its frame.
  ///
  /// The frame has the outer columns; without it the curves keep the same ones.
  var chartInner: Rect {
    isChartFramed
      ? Rect(x: chart.x, y: chart.y + 1, width: chart.width, height: chart.height - 2) : chart
  }

  /// Where the curves lie.
  var plot: Rect {
    LineChart.plot(in: chartInner, leftMargin: Self.leftMargin, rightMargin: Self.rightMargin)
  }

  /// What the mouse finds: the track or a place on the curves.
  func target(at point: Point) -> HitTarget? {
    // The ends of the track are small: a column more on each side belongs to them.
    let wide = Rect(x: track.x - 1, y: track.y, width: track.width + 2, height: track.height)
    if wide.contains(point) {
      return .slider(fraction: Slider.fraction(at: point.x - track.x, width: track.width))
    }
    guard plot.contains(point) else { return nil }
    return .curve(fraction: Slider.fraction(at: point.x - plot.x, width: plot.width))
  }
}
