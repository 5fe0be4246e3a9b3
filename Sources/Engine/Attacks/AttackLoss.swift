/// What an attack climbs: it rises as the reading moves away from the label, or towards the target.
public enum AttackLoss: String, CaseIterable, Sendable {
  /// The cross-entropy of the label, log Σ e^z − z_y, or less that of the target; in nats.
  ///
  /// Where the reading is sure its gradient fades away, and so it hides failures that the others
  /// find.
  case crossEntropy
  /// The margin, max_{c ≠ y} z_c − z_y, or z_t − max_{c ≠ t} z_c: above 0 where the attack succeeds.
  ///
  /// Source: Carlini and Wagner 2017, section V.A, f₆.
  case margin
  /// The difference of logits ratio, (max_{c ≠ y} z_c − z_y) / (z_π1 − z_π3), or
  /// (z_t − z_y) / (z_π1 − (z_π3 + z_π4) / 2), with π the order of the scores from the largest.
  ///
  /// It does not change where all scores are scaled or shifted. Source: Croce and Hein, *Reliable
  /// evaluation of adversarial robustness with an ensemble of diverse parameter-free attacks*, 2020,
  /// section 4, equations 6 and 7.
  case logitsRatio

  /// The fewest classes with which it makes sense.
  public func fewestClasses(isTargeted: Bool) -> Int {
    switch self {
    case .crossEntropy, .margin: 2
    case .logitsRatio: isTargeted ? 4 : 3
    }
  }

  /// The loss of each image, and its gradient with respect to the scores, which takes their place.
  ///
  /// - Parameters:
  ///   - scores: `[batch, classes]`; becomes the gradient.
  ///   - labels: `[batch]`.
  ///   - targets: `[batch]`; `nil` where anything but the label will do.
  /// - Returns: `[batch]`.
  func replaceByGradient(_ scores: inout Matrix, labels: [Int], targets: [Int]?) -> [Float] {
    let classes = scores.columns
    return scores.values.withUnsafeMutableBufferPointer { values in
      labels.indices.map { row in
        let scores = UnsafeMutableBufferPointer(
          rebasing: values[row * classes..<(row + 1) * classes])
        return replaceByGradient(scores, labels[row], targets?[row])
      }
    }
  }

  /// The margin of one image's scores, `[classes]`, without its gradient.
  static func margin(of scores: ArraySlice<Float>, label: Int, target: Int?) -> Float {
    let fixed = target ?? label
    var other = -Float.infinity
    for (index, score) in scores.enumerated() where index != fixed { other = max(other, score) }
    let own = scores[scores.startIndex + fixed]
    return target == nil ? other - own : own - other
  }

  private func replaceByGradient(
    _ scores: UnsafeMutableBufferPointer<Float>, _ label: Int, _ target: Int?
  ) -> Float {
    switch self {
    case .crossEntropy:
      let loss = Float(SoftmaxCrossEntropy.replaceByGradient(scores, of: target ?? label))
      guard target != nil else { return loss }
      for index in scores.indices { scores[index] = -scores[index] }
      return -loss
    case .margin:
      let (rises, falls) = Self.pair(scores, label, target)
      let loss = scores[rises] - scores[falls]
      scores.update(repeating: 0)
      (scores[rises], scores[falls]) = (1, -1)
      return loss
    case .logitsRatio: return Self.replaceByRatioGradient(scores, label, target)
    }
  }

  /// The classes whose difference is the margin: the one that is to rise, and the one to fall.
  private static func pair(
    _ scores: UnsafeMutableBufferPointer<Float>, _ label: Int, _ target: Int?
  ) -> (rises: Int, falls: Int) {
    let fixed = target ?? label
    var best = fixed == 0 ? 1 : 0
    for index in scores.indices where index != fixed && scores[index] > scores[best] {
      best = index
    }
    return target == nil ? (best, label) : (fixed, best)
  }

  private static func replaceByRatioGradient(
    _ scores: UnsafeMutableBufferPointer<Float>, _ label: Int, _ target: Int?
  ) -> Float {
    let order = places(of: target == nil ? 3 : 4, largestOf: scores)
    let rises = target ?? pair(scores, label, nil).rises
    let difference = scores[rises] - scores[label]
    // What is taken off the largest score: one other, or the mean of two.
    let low = target == nil ? [order[2]] : [order[2], order[3]]
    let weight = 1 / Float(low.count)
    let taken = low.reduce(Float(0)) { $0 + weight * scores[$1] }
    let spread = max(scores[order[0]] - taken, 1e-12)
    scores.update(repeating: 0)
    scores[rises] += 1 / spread
    scores[label] -= 1 / spread
    let slope = difference / (spread * spread)
    scores[order[0]] -= slope
    for index in low { scores[index] += weight * slope }
    return difference / spread
  }
}
