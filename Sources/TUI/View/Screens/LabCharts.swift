import Engine

/// Confidence, distance and loss of the attacks against how many images the model was asked about.
///
/// The curves of A are drawn through, those of B are dotted.
struct LabCharts {
  let state: AppState

  private var traces: [(slot: AttackSlot, trace: AttackTrace)] {
    state.lab.slots.compactMap { slot in state.lab.traces[slot].map { (slot, $0) } }
  }

  private var isComparing: Bool { state.lab.slots.count > 1 }

  func drawConfidence(in area: Rect, on buffer: inout Buffer, _ look: Look) {
    let target = traces.first?.trace.target
    let isNarrow = area.width < 34
    let other =
      target.map { isNarrow ? "\($0)" : "target \($0)" } ?? (isNarrow ? "other" : "best other")
    var frame = frame("confidence", look)
    let legend = look.text("label ", .label) + look.text(other, .wrong)
    if isNarrow { frame.remark = legend } else { frame.note = legend }
    let series = traces.flatMap { slot, trace in
      [
        self.series(slot, trace, .wrong, look) { Double($0.other) },
        self.series(slot, trace, .label, look) { Double($0.label) },
      ]
    }
    draw(frame, .percent(from: 0, ticks: [0, 1, 0.5]), series, in: area, on: &buffer, look)
  }

  func drawDistance(in area: Rect, on buffer: inout Buffer, _ look: Look) {
    let norm = traces.first?.trace.choice.norm ?? state.lab.choices[.first]?.norm ?? .linf
    // What is measured in another norm has no place on this axis.
    let shown = traces.filter { $0.trace.choice.norm == norm }
    var frame = frame("distance \(look.spelled(norms: norm.symbol))", look)
    let epsilons = shown.map(\.trace.choice.epsilon).filter(\.isFinite)
    if let epsilon = epsilons.first {
      frame.note = look.text("\(look.epsilon) \(Numbers.plain(Double(epsilon)))", .epsilon)
    }
    if let left = traces.first(where: { $0.trace.choice.norm != norm }) {
      frame.remark = look.text(
        "\(left.slot.letter) is in \(look.spelled(norms: left.trace.choice.norm.symbol))", .dim)
    }
    let values = shown.flatMap { $0.trace.points.map { Double($0.distance) } }
    // A little room keeps a curve at ε off the frame.
    let top = Self.round(1.05 * max(values.max() ?? 0, Double(epsilons.max() ?? 0), 1e-6))
    let series = shown.map { slot, trace in
      self.series(slot, trace, .epsilon, look) { Double($0.distance) }
    }
    draw(frame, .linear(to: top, names: rows(area)), series, in: area, on: &buffer, look)
  }

  func drawLoss(in area: Rect, on buffer: inout Buffer, _ look: Look) {
    var frame = frame("loss", look)
    frame.note = look.text(
      traces.first?.trace.target.map { "of target \($0)" } ?? "of the label", .dim)
    let values = traces.flatMap { $0.trace.points.map(\.loss) }
    let series = traces.map { slot, trace in
      self.series(slot, trace, .text, look) { $0.loss }
    }
    let axis = ChartAxis.linear(
      to: Self.round(max(values.max() ?? 0, 0.01)), names: rows(area))
    draw(frame, axis, series, in: area, on: &buffer, look)
  }

  // MARK: Parts

  private func frame(_ title: String, _ look: Look) -> Frame {
    var frame = Frame(title: look.text(title, .strong, bold: true))
    if isComparing {
      frame.footnote = look.text(look.unicode ? "A ── B ┄┄" : "A *** B * *", .dim)
    } else {
      frame.footnote = look.text("queries", .dim)
    }
    return frame
  }

  private func series(
    _ slot: AttackSlot, _ trace: AttackTrace, _ role: Theme.Role, _ look: Look,
    _ value: (AttackTrace.Point) -> Double
  ) -> LineChart.Series {
    let points = trace.points.map { (x: Double($0.queries), y: value($0)) }
    return LineChart.Series(
      points: points, style: look.style(role), symbol: slot == .first ? "*" : ".",
      isDotted: slot == .second)
  }

  private func draw(
    _ frame: Frame, _ y: ChartAxis, _ series: [LineChart.Series], in area: Rect,
    on buffer: inout Buffer, _ look: Look
  ) {
    frame.draw(in: area, on: &buffer, look)
    guard series.contains(where: { !$0.points.isEmpty }) else {
      let words = traces.isEmpty ? "no attack yet" : look.unknown
      buffer.write(look.text(words, .dim), centredIn: area.inset(1, 1), y: area.y + area.height / 2)
      return
    }
    let most = series.flatMap { $0.points.map(\.x) }.max() ?? 1
    LineChart(
      x: .linear(to: Self.round(max(10, most)), names: max(1, area.width / 10), isWhole: true),
      y: y, series: series, rightMargin: 2
    )
    .draw(in: area.inset(1, 1), on: &buffer, look)
  }

  private func rows(_ area: Rect) -> Int { max(1, (area.height - 3) / 3) }

  /// The next of 1, 1.5, 2, 3, 5 and 7 times a power of ten, so that an axis grows by leaps, not
  /// with every question.
  static func round(_ value: Double) -> Double {
    var power = 1e-6
    while power < 1e9 {
      for factor in [1, 1.5, 2, 3, 5, 7] where factor * power >= value * 0.999_999 {
        return factor * power
      }
      power *= 10
    }
    return value
  }
}
