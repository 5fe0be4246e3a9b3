import Engine

/// How sure the network is of the label and of the best other class, for every ε of the slider.
struct ConfidenceChart {
  /// The ε at which the curves are known, ascending.
  private let epsilons: [Float]
  private let label: Int
  /// Of the label and of the best other class, at each ε.
  private let (labelConfidence, otherConfidence): ([Float], [Float])
  /// Which class that is.
  private let otherClass: [Int]
  private let minimalEpsilon: Float?
  private let norm: Norm
  /// Whether the ε that are known are marked, as they are too few to tell what lies between.
  private let hasMarkers: Bool

  /// The curves along a ray.
  init(curve: ConfidenceCurve, minimalEpsilon: Float?) {
    epsilons = curve.epsilons
    label = curve.label
    (labelConfidence, otherConfidence) = (curve.labelConfidence, curve.otherConfidence)
    otherClass = curve.otherClass
    self.minimalEpsilon = minimalEpsilon
    norm = .linf
    hasMarkers = false
  }

  /// The curves of an attack, through the ε up to `scale` that are known.
  init(curve: AttackCurve, scale: Float) {
    let points = curve.points.filter { $0.epsilon <= scale * 1.0001 }
    let label = curve.label
    epsilons = points.map(\.epsilon)
    self.label = label
    labelConfidence = points.map { $0.confidences[label] }
    otherClass = points.map { $0.bestOther(than: label) }
    otherConfidence = points.map { $0.confidences[$0.bestOther(than: label)] }
    minimalEpsilon = curve.minimalEpsilon
    norm = curve.choice.norm
    let (done, count) = curve.progress(upTo: scale)
    hasMarkers = 2 * done < count
  }

  func chart(epsilon: Float, scale: Float, _ look: Look) -> LineChart {
    // One point past the end of the range, so that the curve reaches it.
    let end = epsilons.firstIndex { $0 >= scale * 0.9999 } ?? epsilons.count - 1
    let shown = 0...max(0, end)
    func points(_ values: [Float]) -> [(x: Double, y: Double)] {
      shown.map { (x: Double(min(epsilons[$0], scale)), y: Double(values[$0])) }
    }
    let own = LineChart.Series(
      points: points(labelConfidence), style: look.style(.label), symbol: "*",
      name: look.text((look.unicode ? "" : "* ") + "label \(label)", .label))
    let other = LineChart.Series(
      points: points(otherConfidence), style: look.style(.wrong), symbol: ".",
      isDotted: look.unicode && !look.hasColors,
      name: look.text(
        (look.unicode ? "" : ". ") + "best other \(otherClass[end])", .wrong))
    let markers = [other, own].map { series in
      LineChart.Series(
        points: series.points, style: series.style, marker: look.unicode ? "•" : series.symbol)
    }
    var rules: [LineChart.Rule] = []
    if let minimalEpsilon, minimalEpsilon <= scale {
      rules.append(.minimalEpsilon(minimalEpsilon, look))
    }
    rules.append(.epsilon(epsilon, look))
    return LineChart(
      x: .linear(to: Double(scale), names: 5, isWhole: norm == .l0),
      y: .percent(from: 0, ticks: [0, 1, 0.5]),
      series: [other, own] + (hasMarkers ? markers : []), rules: rules,
      marks: marks(shown, scale, look),
      leftMargin: CurveLayout.leftMargin, rightMargin: CurveLayout.rightMargin)
  }

  /// The digit of the best other class where it changes, if it then leads for a while.
  private func marks(_ shown: ClosedRange<Int>, _ scale: Float, _ look: Look) -> [LineChart.Mark] {
    var marks: [LineChart.Mark] = []
    var start = shown.lowerBound
    for index in shown {
      let isLast = index == shown.upperBound
      guard isLast || otherClass[index + 1] != otherClass[start] else { continue }
      let length = epsilons[index] - epsilons[start]
      if length >= scale / 50 {
        marks.append(
          LineChart.Mark(
            x: Double(epsilons[start]), y: Double(otherConfidence[start]),
            text: String(otherClass[start]), style: look.style(.wrong, bold: true)))
      }
      start = index + 1
    }
    return marks
  }
}
