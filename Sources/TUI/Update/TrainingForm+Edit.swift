import Engine

extension TrainingForm {
  /// Why a text is not taken for a field.
  struct Refusal: Error, Equatable {
    /// What would have been taken.
    var expected: String
    /// What was typed.
    var found: String

    /// The sentence for the user.
    var text: String { "expected \(expected), found \"\(found)\"" }
  }

  /// Takes a typed text for a field.
  /// - Throws: `Refusal` where it does not fit; the settings then stay.
  mutating func set(_ field: Field, to text: String) throws(Refusal) {
    let text = text.filter { $0 != " " }
    switch field {
    case .preset:
      guard let preset = TrainingPreset(rawValue: text) else {
        throw Refusal(
          expected: TrainingPreset.allCases.map(\.rawValue).joined(separator: " or "), found: text)
      }
      settings = preset.settings
    case .network:
      guard let architecture = architectures.first(where: { $0.kind == text }) else {
        throw Refusal(
          expected: architectures.map(\.kind).joined(separator: " or "), found: text)
      }
      choose(architecture)
    case .hidden: settings.architecture = try architecture(hidden: text)
    case .activation:
      guard case .perceptron(let hidden, _) = settings.architecture else {
        throw Refusal(expected: "an mlp, which alone has an activation to choose", found: text)
      }
      guard let activation = Activation.hidden.first(where: { $0.name == text }) else {
        throw Refusal(expected: "squareplus or relu", found: text)
      }
      settings.architecture = .perceptron(hidden: hidden, activation: activation)
    case .epochs: settings.epochs = try Self.whole(text, TrainingSettings.epochCounts)
    case .batch: settings.batch = try Self.whole(text, TrainingSettings.batchSizes)
    case .learningRate:
      guard let rate = Float(text), rate > 0, rate <= TrainingSettings.largestLearningRate else {
        throw Refusal(
          expected: "a number above 0, at most \(Int(TrainingSettings.largestLearningRate))",
          found: text)
      }
      settings.learningRate = rate
    case .seed:
      guard let seed = UInt64(text) else {
        throw Refusal(expected: "a whole number from 0", found: text)
      }
      settings.seed = seed
    case .adversarialEpsilon:
      if text.isEmpty || text == Self.none {
        settings.adversarial = nil
      } else {
        let epsilon = try Self.share(text, orNone: true)
        settings.adversarial = AdversarialObjective(
          alpha: settings.adversarial?.alpha ?? 0.5, epsilon: epsilon)
      }
    case .adversarialWeight:
      guard let adversarial = settings.adversarial else {
        throw Refusal(expected: "an adversarial ε first", found: text)
      }
      settings.adversarial = AdversarialObjective(
        alpha: 1 - (try Self.share(text)), epsilon: adversarial.epsilon)
    }
  }

  /// Moves a field to its next or previous sensible value; hidden units are left to be typed.
  mutating func nudge(_ field: Field, by direction: Int) {
    switch field {
    case .preset:
      let presets = TrainingPreset.allCases
      let current = presets.firstIndex { $0.settings == settings } ?? (direction > 0 ? -1 : 0)
      settings = presets[(current + direction + presets.count) % presets.count].settings
    case .network:
      let kind = settings.architecture.kind
      let current = architectures.firstIndex { $0.kind == kind } ?? 0
      choose(architectures[(current + direction + architectures.count) % architectures.count])
    case .hidden: break
    case .activation:
      guard case .perceptron(let hidden, let activation) = settings.architecture else { return }
      settings.architecture = .perceptron(
        hidden: hidden, activation: activation == .relu ? .study : .relu)
    case .epochs:
      settings.epochs = (settings.epochs + direction).clamped(to: TrainingSettings.epochCounts)
    case .batch:
      let next = direction > 0 ? settings.batch * 2 : settings.batch / 2
      settings.batch = next.clamped(to: TrainingSettings.batchSizes)
    case .learningRate:
      settings.learningRate = Self.neighbour(
        of: settings.learningRate, in: Self.rates, direction)
    case .seed:
      settings.seed = direction > 0 ? settings.seed &+ 1 : settings.seed &- 1
    case .adversarialEpsilon: nudgeAdversarialEpsilon(direction)
    case .adversarialWeight:
      guard let adversarial = settings.adversarial else { return }
      let tenths = (adversarial.adversarialWeight * 10).rounded() + Float(direction)
      settings.adversarial?.alpha = 1 - min(max(tenths, 0), 10) / 10
    }
  }

  /// Takes a network of another kind, and keeps the one there was.
  private mutating func choose(_ architecture: Architecture) {
    let current = settings.architecture
    if let index = architectures.firstIndex(where: { $0.kind == current.kind }) {
      architectures[index] = current
    }
    settings.architecture = architecture
  }

  /// The network of the form's kind with hidden units as typed.
  private func architecture(hidden text: String) throws(Refusal) -> Architecture {
    if case .radialBasis = settings.architecture {
      return .radialBasis(units: try Self.whole(text, TrainingSettings.widths))
    }
    let parts = text.split(separator: ",", omittingEmptySubsequences: false)
    let isNone = text.isEmpty || text == Self.none
    let sizes = isNone ? [] : parts.compactMap { Int($0) }
    guard isNone || sizes.count == parts.count, TrainingSettings.depths.contains(sizes.count),
      sizes.allSatisfy(TrainingSettings.widths.contains)
    else {
      throw Refusal(
        expected: "up to \(TrainingSettings.depths.upperBound) sizes from 1 to "
          + "\(TrainingSettings.widths.upperBound), such as 64,64",
        found: text)
    }
    return Architecture(hidden: sizes, activation: settings.architecture.activation ?? .study)
  }

  private mutating func nudgeAdversarialEpsilon(_ direction: Int) {
    guard let adversarial = settings.adversarial else {
      if direction > 0 { settings.adversarial = AdversarialObjective(epsilon: Self.epsilons[0]) }
      return
    }
    if direction < 0, adversarial.epsilon <= Self.epsilons[0] {
      settings.adversarial = nil
    } else {
      settings.adversarial?.epsilon = Self.neighbour(
        of: adversarial.epsilon, in: Self.epsilons, direction)
    }
  }

  private static func whole(_ text: String, _ range: ClosedRange<Int>) throws(Refusal) -> Int {
    guard let number = Int(text), range.contains(number) else {
      throw Refusal(
        expected: "a whole number from \(range.lowerBound) to \(range.upperBound)", found: text)
    }
    return number
  }

  private static func share(_ text: String, orNone: Bool = false) throws(Refusal) -> Float {
    guard let number = Float(text), (0...1).contains(number) else {
      throw Refusal(expected: "a number from 0 to 1\(orNone ? ", or none" : "")", found: text)
    }
    return number
  }

  /// The learning rates that the arrows go through.
  private static let rates: [Float] = [
    0.0001, 0.0002, 0.0005, 0.001, 0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1,
  ]

  /// The ε of adversarial training that the arrows go through.
  private static let epsilons: [Float] = [0.005, 0.01, 0.02, 0.05, 0.1, 0.15, 0.2, 0.25, 0.3]

  /// The next value up or down a list; the value itself at its ends.
  private static func neighbour(
    of value: Float, in values: [Float], _ direction: Int
  ) -> Float {
    direction > 0
      ? values.first { $0 > value * 1.0001 } ?? value
      : values.last { $0 < value * 0.9999 } ?? value
  }
}

extension Comparable {
  /// The nearest value inside a range.
  func clamped(to range: ClosedRange<Self>) -> Self {
    min(max(self, range.lowerBound), range.upperBound)
  }
}
