import Engine
import Foundation

/// The study, done anew: every network it tells of is trained, and measured as it was there.
struct StudyRun {
  let plan: StudyPlan
  let splits: DatasetSplits
  /// What is done, and kept.
  var steps: StudySteps

  init(_ plan: StudyPlan, on splits: DatasetSplits, in directory: String) throws {
    self.plan = plan
    self.splits = splits
    var hash = SHA256()
    for data in [splits.train, splits.test] {
      hash.update(data.pixels.span.bytes)
      hash.update(data.labels.span.bytes)
    }
    let key = StudySteps.Key(
      plan: plan, train: splits.train.name, test: splits.test.name,
      digest: "\(hash.finalize())")
    steps = try StudySteps(in: directory, key: key, expected: Self.expectedSeconds(plan, splits))
  }

  /// Everything about one seed.
  mutating func findings(seed: UInt64) throws -> SeedFindings {
    SeedFindings(
      seed: seed,
      small: try table([64, 64], seed),
      wide: try table([128, 128], seed),
      widest: try table([512, 512], seed),
      curve: try curve(seed),
      interval: try interval(seed),
      adversarial: try plan.adversarialTrainings.map { try adversarial($0, seed) },
      variations: try SettingsVariation.allCases.map { try variation($0, seed) },
      architectures: try plan.architectures.map { try architecture($0, seed) })
  }

  /// Softmax regression at each resolution that the images can be brought to, with the first seed.
  mutating func linearGrowth() throws -> [LinearGrowth] {
    let (plan, splits) = (plan, splits)
    return try steps.run("linear", seconds: Self.seconds(of: .linear, plan, splits)) { progress in
      let experiment = LinearGrowthExperiment(
        epsilon: StudyPlan.visible, images: plan.linearImages, epochs: plan.linearEpochs,
        seed: plan.seeds.first ?? 1)
      let resolutions = LinearGrowthExperiment.resolutions(of: splits.test.shape)
      do throws(TrainingError) {
        var points: [LinearGrowth] = []
        for (index, resolution) in resolutions.enumerated() {
          let point = try experiment.measure(
            at: resolution.resampling, train: splits.train, test: splits.test
          ) { Interruption.isRequested }
          guard let point else { break }
          points.append(point)
          progress(Double(index + 1) / Double(resolutions.count))
        }
        return points
      } catch {
        throw StudyError.diverged(step: "linear")
      }
    }
  }

  /// The confidences of the study's images, image by image and seed by seed.
  func curves() throws -> [ImageCurve] {
    let networks = try plan.seeds.map { (seed: $0, network: try network($0, epochs: 1)) }
    return StudyPlan.curveImages.filter { $0 <= splits.test.count }.flatMap { image in
      networks.map { ImageCurve($0.network, splits.test, image: image, seed: $0.seed) }
    }
  }

  /// How often each test image is misread by the networks of all seeds.
  func misreadings(_ seeds: [SeedFindings]) -> MisreadReport {
    let test = splits.test
    var tally = MisreadingTally(labels: (0..<test.count).map(test.label), classes: test.classes)
    for reading in seeds.flatMap(\.readings) { tally.add(reading) }
    return MisreadReport(
      tally: tally, traits: ImageTraits.all(of: test, means: ClassMeans(of: splits.train)))
  }

  // Steps

  private mutating func table(_ hidden: [Int], _ seed: UInt64) throws -> TableFindings {
    let splits = splits
    let size = hidden.map(String.init).joined(separator: "-")
    let kind: Step = hidden == [64, 64] ? .small : hidden == [128, 128] ? .wide : .widest
    let path = kind == .small ? networkPath(seed, epochs: 1) : nil
    return try steps.run(
      "seed-\(seed)-\(size)", seconds: Self.seconds(of: kind, plan, splits)
    ) { progress in
      let settings = StudyPlan.settings(hidden: hidden, epochs: 1, seed: seed)
      let run = try Self.train(settings, TrainingSet(splits.train), splits.test, progress)
      if let path, run.isFinished { try run.checkpoint.save(to: path) }
      let first = splits.test.prefix(StudyPlan.firstImages)
      return TableFindings(
        rows: StudyPlan.epsilons.map { PerturbationCount(of: run.network, on: first, epsilon: $0) },
        reading: try Self.reading(of: run.network, on: splits.test))
    }
  }

  private mutating func curve(_ seed: UInt64) throws -> CurveFindings {
    let (plan, splits) = (plan, splits)
    let paths = Dictionary(
      uniqueKeysWithValues: plan.epochs.map { ($0, networkPath(seed, epochs: $0)) })
    return try steps.run(
      "seed-\(seed)-epochs", seconds: Self.seconds(of: .curve, plan, splits)
    ) { progress in
      let settings = StudyPlan.settings(
        hidden: [64, 64], epochs: plan.epochs.last ?? 1, seed: seed)
      let first = splits.test.prefix(StudyPlan.firstImages)
      var found = CurveFindings(accuracies: [], rows: [], readings: [])
      let run = try Self.train(settings, TrainingSet(splits.train), splits.test, progress) { run in
        guard let path = paths[run.epochs.count] else { return }
        if run.epochs.count > 1 { try run.checkpoint.save(to: path) }
        found.rows.append(
          PerturbationCount(of: run.network, on: first, epsilon: StudyPlan.visible))
        found.readings.append(try Self.reading(of: run.network, on: splits.test))
      }
      found.accuracies = run.epochs.map(\.testAccuracy)
      return found
    }
  }

  private mutating func interval(_ seed: UInt64) throws -> IntervalFindings {
    let splits = splits
    let network = try network(seed, epochs: 1)
    return try steps.run(
      "seed-\(seed)-interval", seconds: Self.seconds(of: .interval, plan, splits)
    ) { _ in
      let interval = try completed(
        intervalHypothesis(of: network, on: splits.test) { Interruption.isRequested })
      return IntervalFindings(tested: interval.tested, confirmed: interval.confirmed)
    }
  }

  /// The study's network after some epochs: from its file, or trained anew.
  func network(_ seed: UInt64, epochs: Int) throws -> Network {
    let settings = StudyPlan.settings(hidden: [64, 64], epochs: epochs, seed: seed)
    let path = networkPath(seed, epochs: epochs)
    if let kept = try? Checkpoint.load(path), var recipe = kept.recipe,
      recipe.dataset == splits.train.name, recipe.epochsDone == Double(epochs)
    {
      // A longer run had the same weights on its way.
      recipe.settings.epochs = epochs
      if recipe.settings == settings { return kept.network }
    }
    let run = try Self.train(settings, TrainingSet(splits.train), splits.test) { _ in }
    if Interruption.isRequested { throw StudyError.interrupted(path: steps.directory) }
    try run.checkpoint.save(to: path)
    return run.network
  }

  private func networkPath(_ seed: UInt64, epochs: Int) -> String {
    let name = epochs == 1 ? "64-64" : "64-64-epochs-\(epochs)"
    return "\(steps.directory)/steps/seed-\(seed)-\(name).safetensors"
  }

  // Work

  /// Trains until the end, or until Control-C.
  static func train(
    _ settings: TrainingSettings, _ train: TrainingSet, _ test: Dataset,
    _ progress: (Double) -> Void, atEndOfEpoch: (TrainingRun) throws -> Void = { _ in }
  ) throws -> TrainingRun {
    var run = TrainingRun(settings, train: train, test: test)
    while !run.isFinished, !Interruption.isRequested {
      if try run.advance() != nil { try atEndOfEpoch(run) }
      progress(run.trainer.epochsDone / Double(settings.epochs))
    }
    return run
  }

  /// - Throws: `Interruption`.
  static func reading(of network: Network, on test: Dataset) throws -> DatasetReading {
    try completed(DatasetReading(of: network, on: test) { Interruption.isRequested })
  }
}
