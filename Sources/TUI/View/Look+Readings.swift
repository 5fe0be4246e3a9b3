import Engine

// What networks make of images, in words.
extension Look {
  /// "reads 5 ✗", or "reads 4 ✓" where that is the label; without the verb where that is short.
  func reading(
    of confidences: [Float], label: Int, isBold: Bool = false, isShort: Bool = false
  ) -> StyledText {
    guard let best = confidences.indices.max(by: { confidences[$0] < confidences[$1] }) else {
      return StyledText()
    }
    let isRight = best == label
    return text(
      "\(isShort ? "" : "reads ")\(best) \(isRight ? rightMark : wrongMark)",
      isRight ? .label : .wrong, bold: isBold)
  }

  /// "ε_min 0.0285", or that it is not known yet.
  func minimalEpsilon(of exploration: Exploration?) -> StyledText {
    let number: StyledText =
      switch exploration.map(\.minimalEpsilon) {
      case .none: text(unknown, .dim)
      case .some(.none): text("none ≤ 1", .dim)
      case .some(.some(let value)): text(Numbers.epsilon(value), .wrong, bold: true)
      }
    return text(minimalEpsilon + " ", .wrong) + number
  }

  /// "ε_min ≤ 0.0285" from a curve of which some ε are known; that none is, or none yet.
  func minimalEpsilon(of curve: AttackCurve?, upTo end: Float) -> StyledText {
    let name = text(minimalEpsilon + " ", .wrong)
    guard let curve, curve.failure == nil else { return name + text(unknown, .dim) }
    let norm = curve.choice.norm
    guard let value = curve.minimalEpsilon else {
      let progress = curve.progress(upTo: end)
      guard progress.done == progress.of else { return name + text(unknown, .dim) }
      return text("none \(atMost) \(Numbers.plain(Double(end)))", .dim)
    }
    let figure = text(norm.text(value), .wrong, bold: true)
    // Where it is misread as it is, 0 is no bound.
    if value == 0 { return name + figure }
    return (unicode ? name : text("min ", .wrong)) + text("\(atMost) ", .wrong) + figure
  }

  private var atMost: String { unicode ? "≤" : "<=" }
}
