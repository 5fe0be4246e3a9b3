import Engine

/// The linear explanation, put to the test: how far a score moves against the number of pixels.
struct LinearGrowthView {
  let state: AppState

  private var growth: LinearGrowthProgress? { state.analyse.growth }

  func draw(_ layout: AnalyseLayout, on buffer: inout Buffer, _ look: Look) {
    drawFigures(in: layout.figures, on: &buffer, look)
    let rows = (growth?.shapes.count ?? 4) + 3
    let (chart, table) = layout.below.split(top: layout.below.height - rows)
    drawChart(in: chart, on: &buffer, look)
    drawTable(in: table, on: &buffer, look)
  }

  // MARK: Figures

  private func drawFigures(in area: Rect, on buffer: inout Buffer, _ look: Look) {
    var title = look.text("linear growth", .strong, bold: true)
    if let growth {
      title +=
        look.text(" at ", .dim)
        + look.text("\(look.epsilon) \(Numbers.epsilon(growth.experiment.epsilon))", .epsilon)
    }
    var frame = Frame(title: title, footnote: status(look), remark: staleness(look))
    frame.note = origin(room: area.width - title.width - 8, look)
    frame.draw(in: area, on: &buffer, look)
    let inner = area.inset(2, 1)
    let change = look.unicode ? "w·η = ε·m·n" : "w eta = eps m n"
    let isShort = inner.width < 66
    let law =
      look.text(isShort ? "" : "a score moves by ", .dim) + look.text(change, .strong)
      + look.text(": n pixels, weights of mean size m", .dim)
    buffer.write(law, x: inner.x, y: inner.y, limit: inner.width)
    guard inner.height > 1 else { return }
    buffer.write(findings(look), x: inner.x, y: inner.y + 1, limit: inner.width)
  }

  /// The power of n with which the change grows, or why that is not known.
  private func findings(_ look: Look) -> StyledText {
    if case .failed(let reason) = growth?.phase { return look.text(reason, .wrong, bold: true) }
    let exponent = growth?.exponent.map { Numbers.fixed($0, 2) } ?? look.unknown
    return look.text("it grows as n to the power ", .dim)
      + look.text(exponent, .epsilon, bold: true)
      + look.text(" (in proportion: 1)", .dim)
  }

  /// What was trained on what, as much of it as there is room for.
  private func origin(room: Int, _ look: Look) -> StyledText {
    guard let growth else { return look.text(look.unknown, .dim) }
    let experiment = growth.experiment
    let parts = [
      look.text("softmax regression", .text), look.text(growth.train ?? look.unknown, .dim),
      look.text("\(growth.images.map(Numbers.count) ?? look.unknown) images", .dim),
      look.text("\(experiment.epochs) epochs", .dim), look.text("seed \(experiment.seed)", .dim),
    ]
    let dot = look.text(" · ", .frame)
    let texts = (1...parts.count).map { StyledText.joined(Array(parts.prefix($0)), by: dot) }
    return texts.last { $0.width <= room } ?? StyledText()
  }

  private func status(_ look: Look) -> StyledText {
    guard let growth else { return StyledText() }
    let count = "\(growth.points.count) of \(growth.shapes.count)"
    return switch growth.phase {
    case .running: look.text("\(look.unknown) \(count)", .strong, bold: true)
    case .cancelled: look.text("stopped at \(count)", .strong, bold: true)
    case .finished, .failed: StyledText()
    }
  }

  /// That another ε is set than the one measured, and what to do about it.
  private func staleness(_ look: Look) -> StyledText {
    guard let growth, growth.phase != .running,
      growth.experiment.epsilon != state.growthEpsilon
    else { return StyledText() }
    return look.text("\(look.epsilon) \(Numbers.epsilon(state.growthEpsilon)) is set", .epsilon)
      + look.text(" · ", .frame) + look.text("a", .pressable, bold: true)
      + look.text(" measures with it", .dim)
  }

  // MARK: Chart and table

  private func drawChart(in area: Rect, on buffer: inout Buffer, _ look: Look) {
    var frame = Frame(title: look.text("change of a score against n", .strong, bold: true))
    let law = look.unicode ? "── ε·m·n" : "* eps m n"
    frame.note =
      look.text(look.unicode ? "◆ measured  " : "o measured  ", .epsilon)
      + look.text(law, .strong)
    frame.draw(in: area, on: &buffer, look)
    guard let growth, !growth.points.isEmpty else {
      buffer.writeUnknown(in: area.inset(1, 1), look)
      return
    }
    let predicted = growth.points.map { (x: Double($0.pixels), y: $0.predictedChange) }
    let measured = growth.points.map { (x: Double($0.pixels), y: $0.measuredChange) }
    LineChart(
      x: pixels(growth.shapes), y: .logarithmic(around: (predicted + measured).map(\.y)),
      series: [
        LineChart.Series(points: predicted, style: look.style(.strong)),
        LineChart.Series(
          points: measured, style: look.style(.epsilon, bold: true),
          marker: look.unicode ? "◆" : "o"),
      ]
    )
    .draw(in: area.inset(1, 1), on: &buffer, look)
  }

  /// From half of the fewest pixels to twice the most, by factors; each resolution has its name.
  private func pixels(_ shapes: [ImageShape]) -> ChartAxis {
    let counts = shapes.map { Double($0.pixels) }
    return ChartAxis(
      start: (counts.min() ?? 1) / 2, end: (counts.max() ?? 1) * 2,
      ticks: shapes.map { shape in
        ChartAxis.Tick(value: Double(shape.pixels), name: Numbers.count(shape.pixels))
      }, isLogarithmic: true)
  }

  private func drawTable(in area: Rect, on buffer: inout Buffer, _ look: Look) {
    var frame = Frame(title: look.text("resolutions", .strong, bold: true))
    if let growth, case .ready(_, let count) = state.data {
      let images = Numbers.count(min(count, LinearGrowthExperiment.measuredImages))
      frame.note = look.text("measured on \(images) images of \(growth.test)", .dim)
    }
    frame.draw(in: area, on: &buffer, look)
    let isWide = area.width >= 70
    let columns = [
      Table.Column(heading: "image", width: 7),
      Table.Column(heading: "n", width: 6),
      Table.Column(heading: "m", width: 6),
      Table.Column(heading: look.unicode ? "ε·m·n" : "eps m n", width: 7),
      Table.Column(heading: "measured", width: 8, role: .epsilon),
      Table.Column(heading: "accuracy", width: 8),
      Table.Column(heading: isWide ? "under FGSM" : "FGSM", width: isWide ? 10 : 6),
    ]
    let rows = (growth?.shapes ?? []).enumerated().map { index, shape in
      [
        "\(shape.height)\(look.unicode ? "×" : "x")\(shape.width)", Numbers.count(shape.pixels),
      ] + figures(growth?.points.dropFirst(index).first, look)
    }
    Table(columns: columns, rows: rows, emphasizesLast: false)
      .draw(in: area.inset(2, 1), on: &buffer, look)
  }

  private func figures(_ point: LinearGrowth?, _ look: Look) -> [String] {
    guard let point else { return Array(repeating: look.unknown, count: 5) }
    return [
      Numbers.fixed(point.meanMagnitude, 4), Numbers.fixed(point.predictedChange, 4),
      Numbers.fixed(point.measuredChange, 4), Numbers.accuracy(point.accuracy),
      Numbers.accuracy(point.robustAccuracy),
    ]
  }
}
