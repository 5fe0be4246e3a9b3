import Engine

/// What was found out about one network after one epoch.
struct TableFindings: Codable {
  /// A row for each of `StudyPlan.epsilons`, over the first test images.
  var rows: [PerturbationCount]
  /// How it reads all test images.
  var reading: DatasetReading
}

/// The learning curve of the study's network.
struct CurveFindings: Codable {
  /// The share of all test images read right after each epoch, 0…1.
  var accuracies: [Double]
  /// For each of the plan's epochs, the perturbations at the largest invisible ε.
  var rows: [PerturbationCount]
  /// For each of the plan's epochs, how all test images are read.
  var readings: [DatasetReading]
}

/// Whether the misread ε of each test image form an interval.
struct IntervalFindings: Codable {
  /// How many images are read right as they are, and how many of them stay misread up to 1.
  var tested: Int
  var confirmed: Int
}

/// A network trained on adversarial examples.
struct AdversarialFindings: Codable {
  var training: AdversarialTraining
  /// How many misread perturbations of the training set were added; `nil` where they are mixed in.
  var added: Int?
  /// How it reads all test images.
  var reading: DatasetReading
}

/// A network of another kind than the study's.
struct ArchitectureFindings: Codable {
  /// Such as "rbf 100".
  var name: String
  /// How it reads all test images.
  var reading: DatasetReading
  var interval: IntervalFindings
}

/// Everything that one seed came to.
struct SeedFindings {
  var seed: UInt64
  var small: TableFindings
  var wide: TableFindings
  var widest: TableFindings
  var curve: CurveFindings
  var interval: IntervalFindings
  /// One for each of the plan's `adversarialTrainings`.
  var adversarial: [AdversarialFindings]
  /// One for each way of changing a setting.
  var variations: [VariationFindings]
  /// One for each of the plan's `architectures`.
  var architectures: [ArchitectureFindings]

  /// The study's own adversarial training, after one epoch.
  var augmented: AdversarialFindings? { adversarial(.added) }

  /// A network trained on adversarial examples; `nil` where the plan has none such.
  func adversarial(
    _ method: AdversarialTraining.Method, epsilon: Float = StudyPlan.visible, epochs: Int = 1
  ) -> AdversarialFindings? {
    let training = AdversarialTraining(method: method, epsilon: epsilon, epochs: epochs)
    return adversarial.first { $0.training == training }
  }

  /// How each network reads the test images; the first of the curve is the small one once more.
  var readings: [DatasetReading] {
    [small.reading, wide.reading, widest.reading] + curve.readings.dropFirst()
      + adversarial.map(\.reading) + variations.map(\.reading) + architectures.map(\.reading)
  }
}

extension DatasetReading {
  /// The share of all images that are read right, 0…1.
  var accuracy: Double { 1 - distribution.share(atMost: 0) }

  /// The share of all images that are read right, and misread at the largest invisible ε.
  var invisible: Double {
    let distribution = distribution
    return distribution.share(atMost: StudyPlan.visible) - distribution.share(atMost: 0)
  }
}
