/// Curves over two axes, in braille dots or, without Unicode, in characters.
struct LineChart {
  /// A curve, or single points.
  struct Series {
    var points: [(x: Double, y: Double)]
    var style: Style
    /// What draws it where there is no braille.
    var symbol: Unicode.Scalar = "*"
    /// Where there are no colours, dots tell it from another curve.
    var isDotted = false
    /// What stands for each point where they are not joined; `nil` for a curve.
    var marker: Unicode.Scalar?
    /// What stands to the right of its end.
    var name: StyledText?
  }

  /// A vertical line at a value, behind the curves.
  struct Rule {
    var x: Double
    var glyph: Unicode.Scalar
    var style: Style
  }

  /// A word at a point of a curve.
  struct Mark {
    var x: Double
    var y: Double
    var text: String
    var style: Style
  }

  var x: ChartAxis
  var y: ChartAxis
  var series: [Series]
  /// Bars behind the curves, the later ones over those before.
  var bars: [Bars] = []
  var rules: [Rule] = []
  /// Spans of values that are uncertain, behind the curves.
  var spans: [Span] = []
  var marks: [Mark] = []
  /// The columns left of the curves, for the names of the vertical axis.
  var leftMargin = 7
  /// The columns right of the curves, for the names of the series.
  var rightMargin = 1

  /// Where the curves lie in an area: above a row of names where there is room for one.
  static func plot(in area: Rect, leftMargin: Int, rightMargin: Int) -> Rect {
    Rect(
      x: area.x + leftMargin, y: area.y, width: area.width - leftMargin - rightMargin,
      height: area.height - (area.height >= 4 ? 1 : 0))
  }

  func draw(in area: Rect, on buffer: inout Buffer, _ look: Look) {
    let plot = Self.plot(in: area, leftMargin: leftMargin, rightMargin: rightMargin)
    guard plot.width > 1, plot.height > 0 else { return }
    drawAxes(area, plot, on: &buffer, look)
    for bars in bars { bars.draw(in: plot, y, on: &buffer, look) }
    for rule in rules {
      guard let column = column(rule.x, plot) else { continue }
      for row in plot.y..<plot.bottom {
        buffer[column, row] = Cell(rule.glyph, over(buffer[column, row], rule.style, look))
      }
    }
    drawSpans(plot, on: &buffer, look)
    let occupied = drawCurves(plot, on: &buffer, look)
    drawPoints(plot, on: &buffer)
    drawMarks(plot, occupied, on: &buffer)
    drawNames(area, plot, on: &buffer)
  }

  // MARK: Places

  /// The column of a value; `nil` outside.
  func column(_ value: Double, _ plot: Rect) -> Int? {
    guard let position = x.position(value), (-1e-9...1 + 1e-9).contains(position) else {
      return nil
    }
    return plot.x + Int((position * Double(plot.width - 1)).rounded())
  }

  /// The row of a value, held to the plot; `nil` where it can't be shown.
  func row(_ value: Double, _ plot: Rect) -> Int? {
    guard let position = y.position(value) else { return nil }
    let row = Int(((1 - min(max(position, 0), 1)) * Double(plot.height * 4 - 1)).rounded()) / 4
    return plot.y + row
  }

  // MARK: Parts

  private func drawAxes(_ area: Rect, _ plot: Rect, on buffer: inout Buffer, _ look: Look) {
    var named: [Int] = []
    for tick in y.ticks {
      guard let row = row(tick.value, plot), named.allSatisfy({ abs($0 - row) > 1 }) else {
        continue
      }
      named.append(row)
      buffer.write(
        look.text(tick.name, .dim), endingAt: plot.x - 1, y: row, limit: leftMargin - 1)
      for column in plot.x..<plot.right where look.hasColors && look.unicode {
        buffer[column, row] = Cell("┈", Style(gridColor(look), on: look.theme.background))
      }
    }
    guard plot.bottom < area.bottom else { return }
    var end = Int.min
    for tick in x.ticks {
      guard let column = column(tick.value, plot) else { continue }
      let width = tick.name.unicodeScalars.count
      let start = max(plot.x, min(column - width / 2, area.right - width))
      guard start > end + 1 else { continue }
      end = buffer.write(look.text(tick.name, .dim), x: start, y: plot.bottom)
    }
  }

  /// Hardly there: a line to hold the eye, not to look at.
  private func gridColor(_ look: Look) -> Color {
    look.theme[.frame].mixed(with: look.theme.background, 0.55)
  }

  /// - Returns: Which cells of the plot the curves take.
  private func drawCurves(_ plot: Rect, on buffer: inout Buffer, _ look: Look) -> Set<Point> {
    var canvas = BrailleCanvas(width: plot.width, height: plot.height)
    for (pen, series) in series.enumerated() where series.marker == nil {
      var last: (x: Int, y: Int)?
      for point in series.points {
        guard let across = x.position(point.x), let up = y.position(point.y),
          (-1e-9...1 + 1e-9).contains(across)
        else {
          last = nil
          continue
        }
        let dot = (
          x: Int((across * Double(canvas.dotWidth - 2)).rounded()),
          y: Int(((1 - min(max(up, 0), 1)) * Double(canvas.dotHeight - 1)).rounded())
        )
        if last.map({ $0 != dot }) ?? true {
          canvas.line(from: last ?? dot, to: dot, pen: pen, isDotted: series.isDotted)
        }
        last = dot
      }
    }
    var occupied: Set<Point> = []
    for row in 0..<plot.height {
      for column in 0..<plot.width {
        guard let (glyph, pen) = canvas.cell(column, row) else { continue }
        // A bar of less than a row would be gone; a curve goes on beside it.
        let below = buffer[plot.x + column, plot.y + row]?.glyph
        if row == plot.height - 1, below.map(Bars.isLow) ?? false { continue }
        let style = over(buffer[plot.x + column, plot.y + row], series[pen].style, look)
        buffer[plot.x + column, plot.y + row] = Cell(
          look.unicode ? glyph : series[pen].symbol, style)
        occupied.insert(Point(x: plot.x + column, y: plot.y + row))
      }
    }
    return occupied
  }

  /// A style on what is there: a bar shows behind a curve where it fills the cell.
  private func over(_ cell: Cell?, _ style: Style, _ look: Look) -> Style {
    guard let cell, look.capabilities.hasShades else { return style }
    var style = style
    style.background = cell.glyph == "█" ? cell.style.foreground : cell.style.background
    return style
  }

  private func drawPoints(_ plot: Rect, on buffer: inout Buffer) {
    for series in series {
      guard let marker = series.marker else { continue }
      for point in series.points {
        guard let column = column(point.x, plot), let row = row(point.y, plot) else { continue }
        buffer[column, row] = Cell(marker, series.style)
      }
    }
  }

  /// Writes each mark above its point, or below, where the curves leave room.
  private func drawMarks(_ plot: Rect, _ occupied: Set<Point>, on buffer: inout Buffer) {
    var taken = occupied
    for mark in marks {
      guard let column = column(mark.x, plot), let row = row(mark.y, plot) else { continue }
      let width = mark.text.unicodeScalars.count
      let start = min(column, plot.right - width)
      func isFree(_ y: Int) -> Bool {
        y >= plot.y && y < plot.bottom
          && (start - 1...start + width).allSatisfy { !taken.contains(Point(x: $0, y: y)) }
      }
      guard let y = [row - 1, row - 2, row + 1, row + 2, row - 3, row + 3].first(where: isFree)
      else { continue }
      buffer.write(mark.text, x: start, y: y, mark.style)
      for x in start..<start + width { taken.insert(Point(x: x, y: y)) }
    }
  }

  /// Writes the name of each curve beside its end, each on a row of its own, in the order of the
  /// ends; where not all have room, the later curves have.
  private func drawNames(_ area: Rect, _ plot: Rect, on buffer: inout Buffer) {
    let named = series.compactMap { series -> (name: StyledText, value: Double, row: Int)? in
      guard let name = series.name, let last = series.points.last, let row = row(last.y, plot)
      else { return nil }
      return (name, last.y, row)
    }
    .suffix(plot.height).sorted { ($0.row, $1.value) < ($1.row, $0.value) }
    var next = plot.y
    for (place, (name, _, row)) in named.enumerated() {
      // Those below need a row each.
      let y = min(max(row, next), plot.bottom - (named.count - place))
      buffer.write(name, x: plot.right + 1, y: y, limit: area.right - plot.right - 1)
      next = y + 1
    }
  }
}
