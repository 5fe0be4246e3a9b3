import Engine

/// How the smallest ε are distributed, with the truncated normal distribution that fits them.
struct EpsilonCharts {
  let analyse: AnalyseState
  /// The ε that is set.
  let epsilon: Float

  private var summary: EpsilonSummary? { analyse.summary }
  private static let leftMargin = 7

  /// The right end of both charts: nearly all values lie below it.
  private var end: Double {
    let ends = [0.02, 0.05, 0.1, 0.15, 0.2, 0.25, 0.3, 0.4, 0.5, 0.75]
    guard let most = summary?.distribution.quantile(0.997) else { return 0.15 }
    return ends.first { $0 >= most } ?? 1
  }

  // MARK: Histogram

  func drawHistogram(in area: Rect, on buffer: inout Buffer, _ look: Look) {
    var frame = Frame(title: look.text("images against \(look.epsilon)_min", .strong, bold: true))
    let curve = look.text(look.unicode ? "── " : "* ", .strong) + look.text("fit", .strong)
    let bars = look.text(look.unicode ? "▆ " : "# ", .epsilon) + look.text("images  ", .dim)
    frame.note = area.width < 44 ? curve : bars + curve
    guard let summary, !summary.distribution.values.isEmpty else {
      frame.draw(in: area, on: &buffer, look)
      buffer.writeUnknown(in: area.inset(1, 1), look)
      return
    }
    let inner = area.inset(1, 1)
    let plot = LineChart.plot(in: inner, leftMargin: Self.leftMargin, rightMargin: 1)
    guard plot.width > 1 else { return }
    let distribution = summary.distribution
    let bins = self.bins(plot.width)
    let counts = distribution.histogram(bins: bins, to: Float(end))
    let beyond = distribution.values.count - counts.reduce(0, +)
    if beyond > 0 {
      frame.remark = look.text("\(Numbers.count(beyond)) beyond \(Numbers.plain(end))", .dim)
    }
    frame.draw(in: area, on: &buffer, look)

    let perBin = Double(distribution.values.count) * end / Double(bins)
    let curvePoints = summary.fit.map { fit in
      steps(plot.width).map { (x: $0, y: fit.density($0) * perBin) }
    }
    // Images that are misread as they are pile up in the first bar; the others set the scale.
    let highest = max(
      Double(counts.dropFirst().max() ?? 0), curvePoints?.map(\.y).max() ?? 0, 1)
    let axis = ChartAxis.linear(
      to: highest * 1.06 / max(analyse.progress?.fraction ?? 1, 0.01),
      names: max(2, plot.height / 3), isWhole: true)
    let misread = distribution.count(atMost: 0)
    LineChart(
      x: .linear(to: end, names: max(2, plot.width / 12)), y: axis,
      series: curvePoints.map { [LineChart.Series(points: $0, style: look.style(.strong))] } ?? [],
      bars: [
        LineChart.Bars(values: counts.map(Double.init), style: look.quietStyle(.epsilon)),
        LineChart.Bars(
          values: [Double(misread)] + [Double](repeating: 0, count: bins - 1),
          style: look.style(.wrong)),
      ],
      rules: rules(look), leftMargin: Self.leftMargin, rightMargin: 1
    )
    .draw(in: inner, on: &buffer, look)
    if Double(counts[0]) > axis.end {
      let mark =
        look.text(look.unicode ? "◂ " : "< ", .wrong) + look.text(Numbers.count(counts[0]), .wrong)
      buffer.write(mark, x: plot.x + plot.width / bins + 1, y: plot.y, limit: 8)
    }
  }

  /// As many bars as columns, or fewer where few images would make them ragged.
  private func bins(_ width: Int) -> Int {
    guard let progress = analyse.progress else { return width }
    // Of all images, not of those that are done, so that the bars stay where they are.
    let images = progress.results.count / (analyse.filter.digit == nil ? 1 : progress.ofLabel.count)
    let columns = images >= 40 * width ? 1 : images >= 12 * width ? 2 : 4
    return max(1, width / columns)
  }

  // MARK: Distribution function

  func drawCumulative(in area: Rect, on buffer: inout Buffer, _ look: Look) {
    var frame = Frame(title: look.text("share misread", .strong, bold: true))
    guard let summary, summary.distribution.images > 0 else {
      frame.draw(in: area, on: &buffer, look)
      buffer.writeUnknown(in: area.inset(1, 1), look)
      return
    }
    let distribution = summary.distribution
    let share = Numbers.accuracy(distribution.share(atMost: epsilon))
    frame.note =
      look.text("\(look.epsilon) \(Numbers.epsilon(epsilon))", .epsilon)
      + look.text(" \(share)", .strong, bold: true)
    frame.draw(in: area, on: &buffer, look)
    let inner = area.inset(1, 1)
    let plot = LineChart.plot(in: inner, leftMargin: Self.leftMargin, rightMargin: 1)
    guard plot.width > 1 else { return }
    let places = steps(plot.width)
    let found = LineChart.Series(
      points: places.map { (x: $0, y: distribution.share(atMost: Float($0))) },
      style: look.style(.epsilon, bold: true), symbol: "#")
    var series = [found]
    if let fit = summary.fit {
      let share = Double(distribution.values.count) / Double(distribution.images)
      series.insert(
        LineChart.Series(
          points: places.map { (x: $0, y: fit.cumulative($0) * share) },
          style: look.style(.strong), symbol: "*", isDotted: !look.hasColors), at: 0)
    }
    LineChart(
      x: .linear(to: end, names: max(2, plot.width / 12)),
      y: .percent(from: 0, ticks: [0, 1, 0.5]),
      series: series, rules: rules(look), leftMargin: Self.leftMargin, rightMargin: 1
    )
    .draw(in: inner, on: &buffer, look)
  }

  // MARK: Both

  /// A place for each column of dots.
  private func steps(_ width: Int) -> [Double] {
    let last = max(1, 2 * width - 2)
    return (0...last).map { Double($0) / Double(last) * end }
  }

  /// The ε that is set.
  private func rules(_ look: Look) -> [LineChart.Rule] {
    guard epsilon > 0, Double(epsilon) <= end else { return [] }
    return [
      LineChart.Rule(
        x: Double(epsilon), glyph: look.unicode ? "│" : "|", style: look.style(.epsilon))
    ]
  }
}
