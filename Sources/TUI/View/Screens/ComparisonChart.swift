import Engine

/// How sure two networks are of the label and of the best other class, for every ε of the slider.
///
/// Colours say which class, as everywhere; the first network's curves are drawn through, the
/// second's dotted, and letters stand at both.
struct ComparisonChart {
  let comparison: Comparison
  /// The networks whose curves are drawn.
  let sides: [Comparison.Side]

  /// With fewer rows than this the curves of the other classes would only be in the way.
  private static let rowsForOthers = 6

  func chart(epsilon: Float, scale: Float, rows: Int, _ look: Look) -> LineChart {
    // Without colours nothing would tell a label's curve from another's.
    let showsOthers = look.hasColors && rows >= Self.rowsForOthers
    let labels = sides.map { labelSeries($0, scale, look) }
    let others = showsOthers ? sides.map { otherSeries($0, scale, look) } : []
    var rules = sides.compactMap { side in
      comparison[side].minimalEpsilon.flatMap { $0 <= scale ? $0 : nil }
    }
    .map { LineChart.Rule.minimalEpsilon($0, look) }
    rules.append(.epsilon(epsilon, look))
    // What comes later lies above; names find their rows from the first on.
    return LineChart(
      x: .linear(to: Double(scale), names: 5), y: .percent(from: 0, ticks: [0, 1, 0.5]),
      series: others.reversed() + labels.reversed(), rules: rules, marks: marks(scale, look),
      leftMargin: CurveLayout.leftMargin, rightMargin: CurveLayout.rightMargin)
  }

  private func labelSeries(
    _ side: Comparison.Side, _ scale: Float, _ look: Look
  ) -> LineChart.Series {
    let curve = comparison[side].curve
    return LineChart.Series(
      points: points(curve, curve.labelConfidence, scale), style: look.style(.label),
      symbol: side.letter, isDotted: side == .second && look.unicode,
      name: look.text("\(side.letter) label \(curve.label)", .label))
  }

  private func otherSeries(
    _ side: Comparison.Side, _ scale: Float, _ look: Look
  ) -> LineChart.Series {
    let curve = comparison[side].curve
    return LineChart.Series(
      points: points(curve, curve.otherConfidence, scale), style: look.style(.wrong),
      symbol: side == .first ? "a" : "b", isDotted: side == .second && look.unicode,
      name: look.text(
        "\(side.letter) other \(curve.otherClass[last(curve, scale)])", .wrong))
  }

  /// One point past the end of the range, so that a curve reaches it.
  private func last(_ curve: ConfidenceCurve, _ scale: Float) -> Int {
    curve.epsilons.firstIndex { $0 >= scale * 0.9999 } ?? curve.epsilons.count - 1
  }

  private func points(
    _ curve: ConfidenceCurve, _ values: [Float], _ scale: Float
  ) -> [(x: Double, y: Double)] {
    (0...last(curve, scale)).map {
      (x: Double(min(curve.epsilons[$0], scale)), y: Double(values[$0]))
    }
  }

  /// The letters of two networks where their confidences of the label are furthest apart.
  private func marks(_ scale: Float, _ look: Look) -> [LineChart.Mark] {
    guard sides.count == 2 else { return [] }
    let (first, second) = (comparison.first.curve, comparison.second.curve)
    func distance(_ index: Int) -> Float {
      abs(first.labelConfidence[index] - second.labelConfidence[index])
    }
    let shown = 0...last(first, scale)
    guard let place = shown.max(by: { distance($0) < distance($1) }), distance(place) > 0 else {
      return []
    }
    return sides.map { side in
      let curve = comparison[side].curve
      return LineChart.Mark(
        x: Double(curve.epsilons[place]), y: Double(curve.labelConfidence[place]),
        text: String(side.letter), style: look.style(.label, bold: true))
    }
  }
}
