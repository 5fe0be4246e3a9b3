/// Steps of fixed length up the gradient of log p(target), from uniform noise, held to 0…1.
///
/// Source: Nguyen, Yosinski and Clune 2015, section 3.4, after Simonyan et al., *Deep Inside
/// Convolutional Networks*, 2014, section 2, without its L2 penalty. It climbs the logarithm of the
/// confidence, whose gradient does not fade where the confidence is small.
struct GradientAscent: FoolingSearch {
  private(set) var best: FoolingImage
  let queriesPerRound = 1
  /// The image that the next step starts from, `[1, pixels]`.
  private var image: Matrix

  init(
    _ model: any Classifier, _ settings: FoolingSettings, using generator: inout SeededGenerator
  ) throws(AttackError) {
    guard model is any DifferentiableClassifier else {
      throw .needsGradients(
        attack: settings.method.rawValue,
        alternatives: FoolingMethod.allCases.filter { $0 != .ascent }.map(\.rawValue))
    }
    image = Matrix(row: (0..<model.inputShape.pixels).map { _ in generator.uniform() })
    best = FoolingImage(
      pixels: image.values, confidence: model.confidences(image)[0, settings.target])
  }

  mutating func advance(
    _ model: any Classifier, _ settings: FoolingSettings, round: Int,
    using generator: inout SeededGenerator
  ) {
    guard let model = model as? any DifferentiableClassifier else {
      preconditionFailure("the first model had gradients")
    }
    var gradient = model.lossGradient(image, labels: [settings.target])
    gradient.replaceBySteepest(in: .l2)
    image.add(gradient, times: -settings.stepSize)
    for index in image.values.indices { image.values[index] = min(max(image.values[index], 0), 1) }
    best = FoolingImage(
      pixels: image.values, confidence: model.confidences(image)[0, settings.target])
  }
}
