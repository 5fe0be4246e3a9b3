extension LineChart {
  /// An upright line between two values, as an error bar is.
  struct Span {
    var x: Double
    var y: ClosedRange<Double>
    var style: Style
  }

  func drawSpans(_ plot: Rect, on buffer: inout Buffer, _ look: Look) {
    for span in spans {
      guard let column = column(span.x, plot), let top = row(span.y.upperBound, plot),
        let bottom = row(span.y.lowerBound, plot), top <= bottom
      else { continue }
      for y in top...bottom {
        buffer[column, y] = Cell(look.unicode ? "│" : "|", span.style)
      }
    }
  }
}
