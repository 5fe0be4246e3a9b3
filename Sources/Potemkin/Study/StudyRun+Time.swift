import Engine

extension StudyRun {
  /// A step, to tell about how long it takes.
  enum Step: Equatable {
    case small, wide, widest, curve, interval, variation, linear
    case adversarial(AdversarialTraining)
    case architecture(TrainingSettings)
  }

  /// About how long everything takes on a machine of two cores, in seconds.
  static func expectedSeconds(_ plan: StudyPlan, _ splits: DatasetSplits) -> Double {
    let steps =
      [.small, .wide, .widest, .curve, .interval] + plan.adversarialTrainings.map(Step.adversarial)
      + plan.architectures.map(Step.architecture)
      + SettingsVariation.allCases.map { _ in .variation }
    return seconds(of: .linear, plan, splits)
      + steps.reduce(0) { $0 + seconds(of: $1, plan, splits) } * Double(plan.seeds.count)
  }

  /// About how long a step takes there, in seconds.
  static func seconds(of step: Step, _ plan: StudyPlan, _ splits: DatasetSplits) -> Double {
    let train = Double(splits.train.count) / 60_000
    let test = Double(splits.test.count) / 10_000
    let epoch = 0.3 * train
    return switch step {
    case .small, .variation: epoch + 0.1 * test
    case .wide: 2 * epoch + 0.1 * test
    case .widest: 5 * train + 0.3 * test
    case .curve: epoch * Double(plan.epochs.last ?? 1) + 0.1 * test * Double(plan.epochs.count)
    case .interval: 1.5 * test
    case .adversarial(let training):
      // Twice the images, and a second gradient to make them.
      2 * epoch * Double(training.epochs) + 0.1 * test
    case .architecture(let settings):
      // An image of one hidden unit takes about as long in every kind of network.
      epoch * Double(settings.epochs * (1 + settings.architecture.hidden.reduce(0, +) / 40)) + 2
        * test
    case .linear: 0.5 * Double(plan.linearEpochs * plan.linearImages) / 10_000 + 1
    }
  }
}
