import Engine

/// How sure the model has become round by round: of the class under the cursor, before all others.
struct FoolChart {
  let fool: FoolState

  func draw(in area: Rect, on buffer: inout Buffer, _ look: Look) {
    var frame = Frame(title: look.text("confidence in \(fool.cursor)", .strong, bold: true))
    frame.footnote = look.text("rounds", .dim)
    frame.note = look.text("other classes", .dim)
    let targets = fool.progress?.targets ?? []
    guard let chosen = fool.target, chosen.best != nil else {
      frame.note = StyledText()
      frame.draw(in: area, on: &buffer, look)
      buffer.writeUnknown(in: Frame.inner(area), look)
      return
    }
    frame.draw(in: area, on: &buffer, look)
    let others = targets.enumerated().filter { $0.offset != fool.cursor }.map { _, target in
      curve(target, look.style(.dim), symbol: ".", isDotted: true)
    }
    let own = curve(chosen, look.style(.wrong), symbol: "*", isDotted: false)
    // A single round is a point, which a curve would hardly show.
    let end = LineChart.Series(
      points: own.points.suffix(1), style: look.style(.wrong, bold: true),
      marker: look.unicode ? "●" : "o")
    let most = targets.flatMap { $0.points.map(\.round) }.max() ?? 0
    LineChart(
      x: .linear(
        to: LabCharts.round(Double(max(10, most))), names: max(1, area.width / 10), isWhole: true),
      y: .percent(from: 0, ticks: [0, 1, 0.5]), series: others + [own, end], rightMargin: 2
    )
    .draw(in: area.inset(1, 1), on: &buffer, look)
  }

  private func curve(
    _ target: FoolingProgress.Target, _ style: Style, symbol: Unicode.Scalar, isDotted: Bool
  ) -> LineChart.Series {
    LineChart.Series(
      points: target.points.map { (x: Double($0.round), y: Double($0.confidence)) }, style: style,
      symbol: symbol, isDotted: isDotted)
  }
}
