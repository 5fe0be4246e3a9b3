import Engine

/// The learning curves of a run: its loss, and how much it reads right.
struct LearningCharts {
  let progress: TrainingProgress?

  private static let leftMargin = 8
  private static let rightMargin = 2

  func drawLoss(in area: Rect, on buffer: inout Buffer, _ look: Look) {
    let value = progress?.points.last.map { Numbers.loss($0.loss) }
    frame("loss", value, look).draw(in: area, on: &buffer, look)
    guard let progress, !progress.points.isEmpty else {
      drawNothing(in: area, on: &buffer, look)
      return
    }
    let points = progress.points.map { (x: $0.epoch, y: $0.loss) }
    let series = LineChart.Series(points: points, style: look.style(.training))
    LineChart(
      x: epochs(progress), y: .logarithmic(around: points.map(\.y)), series: [series],
      leftMargin: Self.leftMargin, rightMargin: Self.rightMargin
    )
    .draw(in: area.inset(1, 1), on: &buffer, look)
  }

  func drawAccuracy(in area: Rect, on buffer: inout Buffer, _ look: Look) {
    let test = progress?.epochs.last?.testAccuracy
    var frame = frame("accuracy", nil, look)
    frame.note =
      look.text(look.unicode ? "── train  " : "*** train  ", .training)
      + look.text((look.unicode ? "◆ test" : "o test"), .label)
      + look.text(test.map { Numbers.percent($0, decimals: 1) } ?? "", .label, bold: true)
    frame.draw(in: area, on: &buffer, look)
    guard let progress, !progress.points.isEmpty else {
      drawNothing(in: area, on: &buffer, look)
      return
    }
    let running = LineChart.Series(
      points: progress.points.map { (x: $0.epoch, y: $0.accuracy) }, style: look.style(.training))
    let tested = LineChart.Series(
      points: progress.epochs.map { (x: Double($0.epoch), y: $0.testAccuracy) },
      style: look.style(.label, bold: true), marker: look.unicode ? "◆" : "o")
    LineChart(
      x: epochs(progress), y: shares(progress), series: [running, tested],
      leftMargin: Self.leftMargin, rightMargin: Self.rightMargin
    )
    .draw(in: area.inset(1, 1), on: &buffer, look)
  }

  private func frame(_ title: String, _ value: String?, _ look: Look) -> Frame {
    Frame(
      title: look.text(title, .strong, bold: true),
      note: value.map { look.text($0, .training, bold: true) } ?? StyledText())
  }

  private func drawNothing(in area: Rect, on buffer: inout Buffer, _ look: Look) {
    let text = look.text(progress == nil ? "no run yet" : look.unknown, .dim)
    buffer.write(text, centredIn: area.inset(1, 1), y: area.y + area.height / 2)
  }

  private func epochs(_ progress: TrainingProgress) -> ChartAxis {
    let count = max(1, progress.settings.epochs)
    var axis = ChartAxis.linear(to: Double(count), names: min(count, 8))
    axis.ticks.removeAll { $0.value != $0.value.rounded() }
    return axis
  }

  /// From a bound below which no epoch came, so that the last per cent can be told apart.
  private func shares(_ progress: TrainingProgress) -> ChartAxis {
    let lowest = progress.epochs.map { min($0.trainAccuracy, $0.testAccuracy) }.min() ?? 0
    switch lowest {
    case 0.9...: return .percent(from: 0.9, ticks: [0.9, 0.95, 1])
    case 0.8...: return .percent(from: 0.8, ticks: [0.8, 0.9, 1])
    case 0.5...: return .percent(from: 0.5, ticks: [0.5, 0.75, 1])
    default: return .percent(from: 0, ticks: [0, 0.5, 1])
    }
  }
}
