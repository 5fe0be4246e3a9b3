import Engine

extension StudyRun {
  /// A network of another kind, on the same images.
  mutating func architecture(
    _ settings: TrainingSettings, _ seed: UInt64
  ) throws -> ArchitectureFindings {
    let splits = splits
    var settings = settings
    settings.seed = seed
    let settingsOfRun = settings
    return try steps.run(
      "seed-\(seed)-\(settings.architecture.kind)",
      seconds: Self.seconds(of: .architecture(settings), plan, splits)
    ) { progress in
      let run = try Self.train(
        settingsOfRun, TrainingSet(splits.train), splits.test, { progress(0.7 * $0) })
      let reading = try Self.reading(of: run.network, on: splits.test)
      let interval = try completed(
        intervalHypothesis(of: run.network, on: splits.test) { Interruption.isRequested })
      return ArchitectureFindings(
        name: run.network.architecture, reading: reading,
        interval: IntervalFindings(tested: interval.tested, confirmed: interval.confirmed))
    }
  }
}
