import Engine

/// How sure the network is of the label and of the best other class, for every ε of the slider.
struct ConfidenceChart {
  let curve: ConfidenceCurve
  let minimalEpsilon: Float?

  func chart(epsilon: Float, scale: Float, _ look: Look) -> LineChart {
    // One point past the end of the range, so that the curve reaches it.
    let end = curve.epsilons.firstIndex { $0 >= scale * 0.9999 } ?? curve.epsilons.count - 1
    let shown = 0...max(0, end)
    func points(_ values: [Float]) -> [(x: Double, y: Double)] {
      shown.map { (x: Double(min(curve.epsilons[$0], scale)), y: Double(values[$0])) }
    }
    let label = LineChart.Series(
      points: points(curve.labelConfidence), style: look.style(.label), symbol: "*",
      name: look.text((look.unicode ? "" : "* ") + "label \(curve.label)", .label))
    let other = LineChart.Series(
      points: points(curve.otherConfidence), style: look.style(.wrong), symbol: ".",
      isDotted: look.unicode && !look.hasColors,
      name: look.text(
        (look.unicode ? "" : ". ") + "best other \(curve.otherClass[end])", .wrong))
    var rules: [LineChart.Rule] = []
    if let minimalEpsilon, minimalEpsilon <= scale {
      rules.append(rule(minimalEpsilon, look.unicode ? "┊" : ":", .wrong, look))
    }
    rules.append(rule(epsilon, look.unicode ? "│" : "|", .epsilon, look))
    return LineChart(
      x: .linear(to: Double(scale), names: 5), y: .percent(from: 0, ticks: [0, 1, 0.5]),
      series: [other, label], rules: rules, marks: marks(shown, scale, look),
      leftMargin: CurveLayout.leftMargin, rightMargin: CurveLayout.rightMargin)
  }

  private func rule(
    _ epsilon: Float, _ glyph: Unicode.Scalar, _ role: Theme.Role, _ look: Look
  ) -> LineChart.Rule {
    let color = look.theme[role].mixed(with: look.theme.background, 0.35)
    return LineChart.Rule(
      x: Double(epsilon), glyph: glyph, style: Style(color, on: look.theme.background))
  }

  /// The digit of the best other class where it changes, if it then leads for a while.
  private func marks(_ shown: ClosedRange<Int>, _ scale: Float, _ look: Look) -> [LineChart.Mark] {
    var marks: [LineChart.Mark] = []
    var start = shown.lowerBound
    for index in shown {
      let isLast = index == shown.upperBound
      guard isLast || curve.otherClass[index + 1] != curve.otherClass[start] else { continue }
      let length = curve.epsilons[index] - curve.epsilons[start]
      if length >= scale / 50 {
        marks.append(
          LineChart.Mark(
            x: Double(curve.epsilons[start]), y: Double(curve.otherConfidence[start]),
            text: String(curve.otherClass[start]), style: look.style(.wrong, bold: true)))
      }
      start = index + 1
    }
    return marks
  }
}
