import Engine

/// A change of one of the settings that the study does not print, to see what hangs on it.
enum SettingsVariation: String, Codable, CaseIterable {
  case halfLearningRate, doubleLearningRate, halfBatch, doubleBatch, smallA, largeA

  /// The settings, changed.
  func callAsFunction(_ settings: TrainingSettings) -> TrainingSettings {
    var settings = settings
    switch self {
    case .halfLearningRate: settings.learningRate /= 2
    case .doubleLearningRate: settings.learningRate *= 2
    case .halfBatch: settings.batch /= 2
    case .doubleBatch: settings.batch *= 2
    case .smallA: settings.architecture = settings.architecture.with(.squareplus(a: 0.01))
    case .largeA: settings.architecture = settings.architecture.with(.squareplus(a: 1))
    }
    return settings
  }

  /// What the setting is then.
  func words(_ settings: TrainingSettings) -> String {
    let changed = self(settings)
    return switch self {
    case .halfLearningRate, .doubleLearningRate: "learning rate \(changed.learningRate)"
    case .halfBatch, .doubleBatch: "batch \(changed.batch)"
    case .smallA: "a = 0.01"
    case .largeA: "a = 1"
    }
  }
}

extension Architecture {
  /// The same hidden layers, with another activation.
  fileprivate func with(_ activation: Activation) -> Architecture {
    Architecture(hidden: hidden, activation: activation)
  }
}

/// What became of the study's network after one epoch with one setting changed.
struct VariationFindings: Codable {
  var variation: SettingsVariation
  /// At the largest invisible ε, over the first test images.
  var row: PerturbationCount
  /// How it reads all test images.
  var reading: DatasetReading
}

extension StudyRun {
  /// The study's network after one epoch with one setting changed.
  mutating func variation(
    _ variation: SettingsVariation, _ seed: UInt64
  ) throws -> VariationFindings {
    let splits = splits
    return try steps.run(
      "seed-\(seed)-\(variation)", seconds: Self.seconds(of: .variation, plan, splits)
    ) { progress in
      let settings = variation(StudyPlan.settings(hidden: [64, 64], epochs: 1, seed: seed))
      let run = try Self.train(settings, TrainingSet(splits.train), splits.test, progress)
      return VariationFindings(
        variation: variation,
        row: PerturbationCount(
          of: run.network, on: splits.test.prefix(StudyPlan.firstImages),
          epsilon: StudyPlan.visible),
        reading: try Self.reading(of: run.network, on: splits.test))
    }
  }
}
