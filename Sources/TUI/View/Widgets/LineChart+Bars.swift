extension LineChart {
  /// Upright bars side by side across the whole of a chart, exact to an eighth of a cell.
  struct Bars {
    /// How high each bar is, in values of the vertical axis.
    var values: [Double]
    var style: Style

    private static let eighths = Array("▁▂▃▄▅▆▇█".unicodeScalars)

    /// Whether a character stands for a bar of less than a row.
    static func isLow(_ glyph: Unicode.Scalar) -> Bool {
      glyph == lowMark || eighths.dropLast().contains(glyph)
    }

    /// A bar of less than half a row, where there is no Unicode.
    private static let lowMark: Unicode.Scalar = "_"

    func draw(in plot: Rect, _ axis: ChartAxis, on buffer: inout Buffer, _ look: Look) {
      guard !values.isEmpty, plot.width > 0 else { return }
      for column in 0..<plot.width {
        let value = values[column * values.count / plot.width]
        guard value > 0, let share = axis.position(value) else { continue }
        // What is there can be seen, however low.
        let height = max(1, Int((min(share, 1) * Double(plot.height * 8)).rounded()))
        for row in 0..<plot.height {
          let filled = min(8, height - 8 * row)
          guard filled > 0 else { break }
          let (x, y) = (plot.x + column, plot.bottom - 1 - row)
          guard look.unicode else {
            if filled >= 4 {
              buffer[x, y] = Cell("#", style)
            } else if row == 0 {
              buffer[x, y] = Cell(Self.lowMark, style)
            }
            continue
          }
          var style = style
          if let below = buffer[x, y], below.glyph == "█" {
            style.background = below.style.foreground
          }
          buffer[x, y] = Cell(Self.eighths[filled - 1], style)
        }
      }
    }
  }
}
