/// What an attack came to, image by image.
public struct AttackResult: Equatable, Sendable {
  /// What became of one image.
  public enum Outcome: Equatable, Sendable {
    /// It is misread without any attack.
    case misreadAsItIs
    /// The model reads a perturbation of it as the attacker wants.
    case fallen(AdversarialExample, PerturbationSize)
    /// The attack found nothing.
    case withstood
    /// Its label is the target: there is nothing to look for.
    case leftOut
    /// The attack was cancelled before it found anything.
    case unfinished
  }

  public var attack: String
  public var threat: ThreatModel
  public var goal: AttackGoal
  public var outcomes: [Outcome]
  /// How many images the model was asked about for each image.
  public var queries: [Int]

  /// Whether it was cancelled: what is said of unfinished images is not known.
  public var isPartial: Bool { outcomes.contains(.unfinished) }

  /// How many images fell to the attack.
  public var fallen: Int { sizes.count }
  /// How many images were attacked to an end.
  public var attacked: Int { fallen + outcomes.count { $0 == .withstood } }
  /// The share of the attacked images that fell, 0…1; `nil` where none was attacked.
  public var successRate: Double? {
    attacked == 0 ? nil : Double(fallen) / Double(attacked)
  }

  /// How far the images that fell had to go.
  public var sizes: [PerturbationSize] {
    outcomes.compactMap { if case .fallen(_, let size) = $0 { size } else { nil } }
  }

  /// The mean of that distance in a norm; `nil` where none fell.
  public func meanSize(_ norm: Norm) -> Double? {
    let sizes = sizes
    return sizes.isEmpty
      ? nil : sizes.reduce(0) { $0 + Double($1[norm]) } / Double(sizes.count)
  }

  /// The median of that distance in a norm, the upper one of two; `nil` where none fell.
  public func medianSize(_ norm: Norm) -> Double? {
    let sizes = sizes.map { Double($0[norm]) }.sorted()
    return sizes.isEmpty ? nil : sizes[sizes.count / 2]
  }

  /// The least and the largest share of the images that the attack, made to its end, would leave
  /// standing: an unfinished image may fall, or may not.
  public var robustnessBounds: ClosedRange<Double> {
    let images = outcomes.count { $0 != .leftOut }
    guard images > 0 else { return 0...1 }
    let standing = outcomes.count { $0 == .withstood }
    let unfinished = outcomes.count { $0 == .unfinished }
    return Double(standing) / Double(images)...Double(standing + unfinished) / Double(images)
  }

  /// What stays robust where the attacker may go no further than ε: `robustness` at a smaller radius
  /// than that of the attack.
  public func robustness(at epsilon: Float, in norm: Norm) -> Accuracy {
    var result = robustness
    let limit = epsilon + ThreatModel.tolerance * max(1, epsilon)
    result.correct += sizes.count { $0[norm] > limit }
    return result
  }

  /// The images that are read right, and that the attack did not move, of all that were attacked to
  /// an end or are misread as they are.
  public var robustness: Accuracy {
    let misread = outcomes.count { $0 == .misreadAsItIs }
    return Accuracy(correct: attacked - fallen, images: attacked + misread)
  }
}

/// The share of images that no attack of a set moved: ε-robustness, as far as these attacks can tell.
///
/// Source: seed 003, "The ε-robustness score": the share of images whose whole ball is read alike,
/// which attacks can only bound from above.
/// - Precondition: The results are of the same images.
public func worstCase(_ results: [AttackResult]) -> Accuracy {
  let images = results.first?.outcomes.count ?? 0
  precondition(results.allSatisfy { $0.outcomes.count == images }, "the same images")
  var accuracy = Accuracy(correct: 0, images: 0)
  for index in 0..<images {
    let outcomes = results.map(\.outcomes[index]).filter { $0 != .unfinished && $0 != .leftOut }
    guard !outcomes.isEmpty else { continue }
    accuracy.images += 1
    if outcomes.allSatisfy({ $0 == .withstood }) { accuracy.correct += 1 }
  }
  return accuracy
}
