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
    let points = curve(progress, in: area, \.loss)
    let series = LineChart.Series(points: points, style: look.style(.training))
    LineChart(
      x: epochs(progress, in: area), y: .logarithmic(around: points.map(\.y)), series: [series],
      leftMargin: Self.leftMargin, rightMargin: Self.rightMargin
    )
    .draw(in: area.inset(1, 1), on: &buffer, look)
  }

  func drawAccuracy(in area: Rect, on buffer: inout Buffer, _ look: Look) {
    let test = progress?.epochs.last?.testAccuracy
    var frame = frame("accuracy", nil, look)
    let tested =
      look.text((look.unicode ? "◆ test" : "o test"), .label)
      + look.text(test.map { " " + Numbers.accuracy($0) } ?? "", .label, bold: true)
    let running = look.text(look.unicode ? "── train  " : "* train  ", .training)
    frame.note = area.width < 40 ? tested : running + tested
    frame.draw(in: area, on: &buffer, look)
    guard let progress, !progress.points.isEmpty else {
      drawNothing(in: area, on: &buffer, look)
      return
    }
    let seen = LineChart.Series(
      points: curve(progress, in: area, \.accuracy), style: look.style(.training))
    let measured = LineChart.Series(
      points: progress.epochs.map { (x: Double($0.epoch), y: $0.testAccuracy) },
      style: look.style(.label, bold: true), marker: look.unicode ? "◆" : "o")
    LineChart(
      x: epochs(progress, in: area), y: shares(progress), series: [seen, measured],
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

  private func epochs(_ progress: TrainingProgress, in area: Rect) -> ChartAxis {
    let width = area.width - 2 - Self.leftMargin - Self.rightMargin
    return .linear(
      to: Double(max(1, progress.settings.epochs)), names: max(1, width / 6), isWhole: true)
  }

  /// The curve with a point a column: the mean of those that share one.
  ///
  /// With more, an unsteady curve would be a smear.
  private func curve(
    _ progress: TrainingProgress, in area: Rect, _ value: (LearningPoint) -> Double
  ) -> [(x: Double, y: Double)] {
    let columns = Double(max(1, area.width - 2 - Self.leftMargin - Self.rightMargin))
    let end = Double(max(1, progress.settings.epochs))
    var result: [(x: Double, y: Double)] = []
    var last = -1.0
    var count = 0.0
    for point in progress.points {
      let column = (point.epoch / end * columns).rounded(.down)
      if column == last, let mean = result.last {
        count += 1
        result[result.count - 1] = (
          x: mean.x + (point.epoch - mean.x) / count,
          y: mean.y + (value(point) - mean.y) / count
        )
      } else {
        result.append((x: point.epoch, y: value(point)))
        (last, count) = (column, 1)
      }
    }
    return result
  }

  /// From a bound below which no test came, so that the last per cent can be told apart.
  private func shares(_ progress: TrainingProgress) -> ChartAxis {
    let lowest = progress.epochs.map(\.testAccuracy).min() ?? 0
    switch lowest {
    case 0.9...: return .percent(from: 0.9, ticks: [0.9, 1, 0.95])
    case 0.8...: return .percent(from: 0.8, ticks: [0.8, 1, 0.9])
    case 0.5...: return .percent(from: 0.5, ticks: [0.5, 1, 0.75])
    default: return .percent(from: 0, ticks: [0, 1, 0.5])
    }
  }
}
