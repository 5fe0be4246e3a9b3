import Engine

extension StudyRun {
  /// The study's network, trained on adversarial examples in one of two ways.
  mutating func adversarial(
    _ training: AdversarialTraining, _ seed: UInt64
  ) throws -> AdversarialFindings {
    var settings = StudyPlan.settings(hidden: [64, 64], epochs: training.epochs, seed: seed)
    // Goodfellow's α, a half.
    if training.method == .mixed {
      settings.adversarial = AdversarialObjective(epsilon: training.epsilon)
    }
    let (settingsOfRun, splits) = (settings, splits)
    let path = "seed-\(seed)-\(training.method)-\(training.epsilon)-epochs-\(training.epochs)"
    let first = training.method == .added ? try network(seed, epochs: training.epochs) : nil
    return try steps.run(
      path, seconds: Self.seconds(of: .adversarial(training), plan, splits)
    ) { progress in
      var set = TrainingSet(splits.train)
      if let first {
        set = try completed(
          adversarialAugmentation(
            of: splits.train, under: first, within: ThreatModel(epsilon: training.epsilon)
          ) { Interruption.isRequested })
      }
      let run = try Self.train(settingsOfRun, set, splits.test, progress)
      return AdversarialFindings(
        training: training, added: first.map { _ in set.added.rows },
        reading: try Self.reading(of: run.network, on: splits.test))
    }
  }
}
