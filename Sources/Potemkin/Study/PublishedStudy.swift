/// The figures that the study prints.
///
/// Source: seed 000, sections 4 to 6.
enum PublishedStudy {
  /// A row of figure 8 or 10.
  struct Row {
    var epsilon: Float
    var originallyMisread: Int
    var misread: Int
    /// In per cent.
    var bestConfidence: Double
  }

  /// Figure 8: 64, 64 neurons.
  static let small = rows([
    (2, 22, 62.5), (0, 13, 56.8), (0, 9, 51.4), (0, 7, 45.5), (0, 3, 34.6), (0, 2, 33),
    (0, 1, 26.2),
  ])
  /// Figure 10: 128, 128 neurons.
  static let wide = rows([
    (0, 17, 66.2), (0, 10, 58.5), (0, 8, 51.2), (0, 6, 43.5), (0, 2, 34.7), (0, 1, 33),
    (0, 1, 32.9),
  ])

  /// Accuracies after one epoch, in per cent: sections 5.1 and 5.2.
  static let smallAccuracy = 87.32
  static let wideAccuracy = 87.94
  static let widestAccuracy = 88.92

  /// Section 5.2: accuracy in per cent, and perturbations misread of the first 100 at ε = 0.01.
  static let epochs: [Int: (accuracy: Double, misread: Int)] = [
    1: (87.54, 9), 3: (91.43, 6), 7: (94.16, 4), 12: (96.13, 3), 40: (97.27, 4),
  ]

  /// Section 5.2.1.
  static let misreadAsTheyAre = 1268.0
  static let largestEpsilon = 0.165
  static let meanEpsilon = 0.0479
  static let epsilonDeviation = 0.0286
  /// In per cent: images with an adversarial example that can't be seen; section 5.3 has them again.
  static let invisible = 7.82
  /// Section 5.3, after adversarial training, in per cent.
  static let invisibleAfterTraining = 7.40
  /// Their difference.
  static let changeByTraining = -0.42

  /// Figures 4 and 5, from where on the image is misread at the latest.
  static let smallPerturbation = (image: 7, epsilons: [0.01, 0.009] as [Float])
  /// Section 6, on figure 16.
  static let noticeableChange = (image: 7, epsilon: 0.37)

  private static func rows(_ figures: [(Int, Int, Double)]) -> [Row] {
    zip(StudyPlan.epsilons, figures).map {
      Row(epsilon: $0, originallyMisread: $1.0, misread: $1.1, bestConfidence: $1.2)
    }
  }
}
