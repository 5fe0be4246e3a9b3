import Engine

/// How much of the study is reproduced.
struct StudyPlan: Codable, Equatable {
  /// Where the runs' chance starts from; the first seed's figures are drawn.
  var seeds: [UInt64]
  /// The epochs after which the learning curve is tabulated, ascending; the last is where it ends.
  var epochs: [Int]
  /// How many images the linear models learn from.
  var linearImages: Int
  /// How often they see them.
  var linearEpochs: Int

  /// Five seeds, and every epoch that the study tells of.
  static let full = StudyPlan(
    seeds: [1, 2, 3, 4, 5], epochs: [1, 3, 7, 12, 40], linearImages: 10_000, linearEpochs: 5)
  /// One seed, and its first epochs.
  static let quick = StudyPlan(seeds: [1], epochs: [1, 3], linearImages: 2_000, linearEpochs: 2)

  /// The ε of figures 8 and 10.
  static let epsilons: [Float] = [0.021, 0.015, 0.01, 0.005, 0.002, 0.0002, 0.0001]
  /// The ε above which, the study says, a perturbation can be seen.
  static let visible: Float = 0.01
  /// The images of figures 8, 10 and 11: the first of the test set.
  static let firstImages = 100
  /// The images of figures 16 and 17, counted from 1.
  static let curveImages = [7, 315]

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

/// What was found out about one network after one epoch.
struct TableFindings: Codable {
  /// The share of all test images read right, 0…1.
  var accuracy: Double
  /// A row for each of `StudyPlan.epsilons`, over the first test images.
  var rows: [PerturbationCount]
}

/// The learning curve of the study's network.
struct CurveFindings: Codable {
  /// The share of all test images read right after each epoch, 0…1.
  var accuracies: [Double]
  /// For each of the plan's epochs, the perturbations at the largest invisible ε.
  var rows: [PerturbationCount]
}

/// The smallest ε of every test image.
struct EpsilonFindings: Codable {
  /// 0 where an image is misread as it is, `nil` where there is none up to 1.
  var values: [Float?]
  /// How many images are read right as they are, and how many of them stay misread up to 1.
  var tested: Int
  var confirmed: Int

  var distribution: EpsilonDistribution {
    EpsilonDistribution(
      values.map { $0.map { $0 == 0 ? .misreadAsItIs : .at($0) } ?? .none })
  }

  /// The share of all images that are read right, and misread at the largest invisible ε.
  var invisible: Double {
    let distribution = distribution
    return distribution.share(atMost: StudyPlan.visible) - distribution.share(atMost: 0)
  }
}

/// The network trained anew on its own adversarial examples as well.
struct AugmentedFindings: Codable {
  /// How many misread perturbations of the training set were added.
  var added: Int
  var accuracy: Double
  /// The share of all test images that are read right, and misread at the largest invisible ε.
  var invisible: Double
  /// The share of all test images misread at that ε, those misread as they are included.
  var misread: Double
}

/// Everything that one seed came to.
struct SeedFindings {
  var seed: UInt64
  var small: TableFindings
  var wide: TableFindings
  var widest: TableFindings
  var curve: CurveFindings
  var epsilon: EpsilonFindings
  var augmented: AugmentedFindings
}
