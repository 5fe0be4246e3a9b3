import Engine

/// How much of the study is reproduced.
struct StudyPlan: Codable, Equatable {
  /// Where the runs' chance starts from; the first seed's figures are drawn.
  var seeds: [UInt64]
  /// The epochs after which the learning curve is tabulated, ascending; the last is where it ends.
  var epochs: [Int]
  /// The ε at which adversarial training is tried, ascending; the study's own is among them.
  var sweepEpsilons: [Float]
  /// The epochs over which it is tried, ascending, among `epochs`, from 1.
  var sweepEpochs: [Int]
  /// How many images the linear models learn from.
  var linearImages: Int
  /// How often they see them.
  var linearEpochs: Int

  /// Five seeds, and every epoch that the study tells of.
  static let full = StudyPlan(
    seeds: [1, 2, 3, 4, 5], epochs: [1, 3, 7, 12, 40],
    sweepEpsilons: [0.005, 0.01, 0.02, 0.05, 0.1],
    sweepEpochs: [1, 3, 7, 12], linearImages: 10_000, linearEpochs: 5)
  /// One seed, and its first epochs.
  static let quick = StudyPlan(
    seeds: [1], epochs: [1, 3], sweepEpsilons: [0.01, 0.05], sweepEpochs: [1, 3],
    linearImages: 2_000, linearEpochs: 2)

  /// The ε of figures 8 and 10.
  static let epsilons: [Float] = [0.021, 0.015, 0.01, 0.005, 0.002, 0.0002, 0.0001]
  /// The ε above which, the study says, a perturbation can be seen.
  static let visible: Float = 0.01
  /// The images of figures 8, 10 and 11: the first of the test set.
  static let firstImages = 100
  /// The images of figures 16 and 17, counted from 1.
  static let curveImages = [7, 315]

  /// Every adversarial training that is tried: both methods over ε, and the study's over epochs.
  var adversarialTrainings: [AdversarialTraining] {
    AdversarialTraining.Method.allCases.flatMap { method in
      sweepEpsilons.map { AdversarialTraining(method: method, epsilon: $0, epochs: 1) }
    }
      + sweepEpochs.filter { $0 > 1 }.map {
        AdversarialTraining(method: .added, epsilon: Self.visible, epochs: $0)
      }
  }

  /// The networks of other kinds, with about the accuracy of the study's after one epoch; the seed is
  /// each run's own.
  var architectures: [TrainingSettings] {
    var linear = TrainingPreset.study.settings
    linear.architecture = .softmaxRegression
    linear.epochs = 1
    var radial = TrainingPreset.rbf.settings
    radial.architecture = .radialBasis(units: 100)
    radial.epochs = 3
    return [linear, radial]
  }

  /// The settings of one of the study's networks.
  ///
  /// The study does not print its learning rate and batch: those of the preset come nearest to its
  /// learning curve.
  static func settings(hidden: [Int], epochs: Int, seed: UInt64) -> TrainingSettings {
    var settings = TrainingPreset.study.settings
    settings.architecture = Architecture(hidden: hidden, activation: .study)
    settings.epochs = epochs
    settings.seed = seed
    return settings
  }
}

/// One way of training on adversarial examples.
struct AdversarialTraining: Codable, Hashable {
  enum Method: String, Codable, CaseIterable {
    /// The study's: those that a network misreads are added to the training set, and another network
    /// learns from both.
    case added
    /// Goodfellow's objective: half of the loss is that of examples made anew in every minibatch.
    case mixed
  }

  var method: Method
  var epsilon: Float
  var epochs: Int
}
