import Engine
import Foundation

/// The study, done anew: every network it tells of is trained, and measured as it was there.
struct StudyRun {
  let plan: StudyPlan
  let splits: DatasetSplits
  private var steps: StudySteps

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
      epsilon: try epsilons(seed),
      augmented: try augmented(seed))
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

  // Steps

  private mutating func table(_ hidden: [Int], _ seed: UInt64) throws -> TableFindings {
    let splits = splits
    let size = hidden.map(String.init).joined(separator: "-")
    let kind: Step = hidden == [64, 64] ? .small : hidden == [128, 128] ? .wide : .widest
    let path = kind == .small ? networkPath(seed) : nil
    return try steps.run(
      "seed-\(seed)-\(size)", seconds: Self.seconds(of: kind, plan, splits)
    ) { progress in
      let settings = StudyPlan.settings(hidden: hidden, epochs: 1, seed: seed)
      let run = try Self.train(settings, TrainingSet(splits.train), splits.test, progress)
      if let path, run.isFinished { try run.checkpoint.save(to: path) }
      let first = splits.test.prefix(StudyPlan.firstImages)
      return TableFindings(
        accuracy: run.epochs.last?.testAccuracy ?? 0,
        rows: StudyPlan.epsilons.map { PerturbationCount(of: run.network, on: first, epsilon: $0) })
    }
  }

  private mutating func curve(_ seed: UInt64) throws -> CurveFindings {
    let (plan, splits) = (plan, splits)
    return try steps.run(
      "seed-\(seed)-epochs", seconds: Self.seconds(of: .curve, plan, splits)
    ) { progress in
      let settings = StudyPlan.settings(
        hidden: [64, 64], epochs: plan.epochs.last ?? 1, seed: seed)
      let first = splits.test.prefix(StudyPlan.firstImages)
      var rows: [PerturbationCount] = []
      let run = try Self.train(settings, TrainingSet(splits.train), splits.test, progress) { run in
        guard plan.epochs.contains(run.epochs.count) else { return }
        rows.append(
          PerturbationCount(of: run.network, on: first, epsilon: StudyPlan.visible))
      }
      return CurveFindings(accuracies: run.epochs.map(\.testAccuracy), rows: rows)
    }
  }

  private mutating func epsilons(_ seed: UInt64) throws -> EpsilonFindings {
    let splits = splits
    let network = try network(seed)
    return try steps.run(
      "seed-\(seed)-minimal-epsilon", seconds: Self.seconds(of: .epsilon, plan, splits)
    ) { progress in
      let values = try completed(
        minimalEpsilons(of: network, on: splits.test) { Interruption.isRequested })
      progress(0.5)
      let interval = try completed(
        intervalHypothesis(of: network, on: splits.test) { Interruption.isRequested })
      return EpsilonFindings(
        values: values.map(\.value), tested: interval.tested, confirmed: interval.confirmed)
    }
  }

  private mutating func augmented(_ seed: UInt64) throws -> AugmentedFindings {
    let splits = splits
    let network = try network(seed)
    return try steps.run(
      "seed-\(seed)-adversarial-training", seconds: Self.seconds(of: .augmented, plan, splits)
    ) { progress in
      let threat = ThreatModel(epsilon: StudyPlan.visible)
      let set = try completed(
        adversarialAugmentation(of: splits.train, under: network, within: threat) {
          Interruption.isRequested
        })
      let settings = StudyPlan.settings(hidden: [64, 64], epochs: 1, seed: seed)
      let run = try Self.train(settings, set, splits.test, progress)
      let count = PerturbationCount(
        of: run.network, on: splits.test, epsilon: StudyPlan.visible)
      let images = Double(max(1, count.images))
      return AugmentedFindings(
        added: set.added.rows, accuracy: run.epochs.last?.testAccuracy ?? 0,
        invisible: Double(count.newlyMisread) / images, misread: Double(count.misread) / images)
    }
  }

  /// The study's network after one epoch: from its file, or trained anew.
  func network(_ seed: UInt64) throws -> Network {
    let settings = StudyPlan.settings(hidden: [64, 64], epochs: 1, seed: seed)
    if let kept = try? Checkpoint.load(networkPath(seed)), kept.recipe?.settings == settings,
      kept.recipe?.dataset == splits.train.name, kept.recipe?.epochsDone == 1
    {
      return kept.network
    }
    let run = try Self.train(settings, TrainingSet(splits.train), splits.test) { _ in }
    if Interruption.isRequested { throw StudyError.interrupted(path: steps.directory) }
    try run.checkpoint.save(to: networkPath(seed))
    return run.network
  }

  private func networkPath(_ seed: UInt64) -> String {
    "\(steps.directory)/steps/seed-\(seed)-64-64.safetensors"
  }

  // Work

  /// Trains until the end, or until Control-C.
  private static func train(
    _ settings: TrainingSettings, _ train: TrainingSet, _ test: Dataset,
    _ progress: (Double) -> Void, atEndOfEpoch: (TrainingRun) -> Void = { _ in }
  ) throws -> TrainingRun {
    var run = TrainingRun(settings, train: train, test: test)
    while !run.isFinished, !Interruption.isRequested {
      if try run.advance() != nil { atEndOfEpoch(run) }
      progress(run.trainer.epochsDone / Double(settings.epochs))
    }
    return run
  }

  // Time

  private enum Step: CaseIterable {
    case small, wide, widest, curve, epsilon, augmented, linear
  }

  /// About how long everything takes on a machine of two cores, in seconds.
  private static func expectedSeconds(_ plan: StudyPlan, _ splits: DatasetSplits) -> Double {
    Step.allCases.reduce(0) {
      $0 + seconds(of: $1, plan, splits) * Double($1 == .linear ? 1 : plan.seeds.count)
    }
  }

  private static func seconds(
    of step: Step, _ plan: StudyPlan, _ splits: DatasetSplits
  ) -> Double {
    let train = Double(splits.train.count) / 60_000
    let test = Double(splits.test.count) / 10_000
    return switch step {
    case .small: 0.3 * train
    case .wide: 0.6 * train
    case .widest: 5 * train
    case .curve: 0.3 * train * Double(plan.epochs.last ?? 1)
    case .epsilon: 5 * test
    case .augmented: 0.8 * train
    case .linear: 0.5 * Double(plan.linearEpochs * plan.linearImages) / 10_000 + 1
    }
  }
}
