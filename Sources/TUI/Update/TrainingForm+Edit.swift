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
        throw Refusal(expected: "study or quick", found: text)
      }
      settings = preset.settings
    case .hidden:
      let parts = text.split(separator: ",", omittingEmptySubsequences: false)
      let sizes = text.isEmpty ? [] : parts.compactMap { Int($0) }
      guard text.isEmpty || sizes.count == parts.count,
        TrainingSettings.depths.contains(sizes.count),
        sizes.allSatisfy(TrainingSettings.widths.contains)
      else {
        throw Refusal(
          expected: "up to \(TrainingSettings.depths.upperBound) sizes from 1 to "
            + "\(TrainingSettings.widths.upperBound), such as 64,64",
          found: text)
      }
      settings.hidden = sizes
    case .activation:
      guard let activation = Activation(name: text) else {
        throw Refusal(expected: "squareplus or relu", found: text)
      }
      settings.activation = activation
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
    }
  }

  /// Moves a field to its next or previous sensible value; hidden sizes are left to be typed.
  mutating func nudge(_ field: Field, by direction: Int) {
    switch field {
    case .preset:
      let presets = TrainingPreset.allCases
      let current = presets.firstIndex { $0.settings == settings } ?? (direction > 0 ? -1 : 0)
      settings = presets[(current + direction + presets.count) % presets.count].settings
    case .hidden: break
    case .activation:
      settings.activation = settings.activation == .relu ? .study : .relu
    case .epochs:
      settings.epochs = (settings.epochs + direction).clamped(to: TrainingSettings.epochCounts)
    case .batch:
      let next = direction > 0 ? settings.batch * 2 : settings.batch / 2
      settings.batch = next.clamped(to: TrainingSettings.batchSizes)
    case .learningRate:
      settings.learningRate = Self.nextRate(settings.learningRate, direction)
    case .seed:
      settings.seed = direction > 0 ? settings.seed &+ 1 : settings.seed &- 1
    }
  }

  private static func whole(_ text: String, _ range: ClosedRange<Int>) throws(Refusal) -> Int {
    guard let number = Int(text), range.contains(number) else {
      throw Refusal(
        expected: "a whole number from \(range.lowerBound) to \(range.upperBound)", found: text)
    }
    return number
  }

  /// The neighbour in 0.0001, 0.0002, 0.0005, 0.001, …, 1.
  private static func nextRate(_ rate: Float, _ direction: Int) -> Float {
    let rates: [Float] = [
      0.0001, 0.0002, 0.0005, 0.001, 0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1,
    ]
    return direction > 0
      ? rates.first { $0 > rate * 1.0001 } ?? rate
      : rates.last { $0 < rate * 0.9999 } ?? rate
  }
}

extension Comparable {
  /// The nearest value inside a range.
  func clamped(to range: ClosedRange<Self>) -> Self {
    min(max(self, range.lowerBound), range.upperBound)
  }
}
