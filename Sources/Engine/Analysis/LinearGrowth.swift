import Foundation

/// What a perturbation of one size does to a linear model of n pixels.
///
/// The explanation: for η = ε·sign(w) the activation wᵀx changes by wᵀη = ε·m·n, with m the mean
/// magnitude of the n weights, while no pixel changes by more than ε. Source: seed 000, section 2.1;
/// seed 002, section 2.
public struct LinearGrowth: Equatable, Sendable, Codable {
  /// n, the number of inputs.
  public var pixels: Int
  /// ε, in pixel units.
  public var epsilon: Float
  /// m, the mean magnitude of the weights over all classes.
  public var meanMagnitude: Double
  /// How far the scores of perturbed images moved, over all images and classes.
  public var measuredChange: Double
  /// The share of the images read right, 0…1.
  public var accuracy: Double
  /// The share still read right after the fast gradient sign method with ε, 0…1.
  public var robustAccuracy: Double

  /// ε·m·n.
  public var predictedChange: Double { Double(epsilon) * meanMagnitude * Double(pixels) }

  /// Measures softmax regression on images.
  ///
  /// - Parameters:
  ///   - network: One dense layer.
  ///   - images: `[batch, pixels]`, at least one.
  ///   - labels: `[batch]`.
  /// - Precondition: The network has no hidden layer.
  public init(of network: Network, images: Matrix, labels: [Int], epsilon: Float) {
    precondition(network.hidden.isEmpty, "the model is linear")
    precondition(images.rows > 0 && images.rows == labels.count, "one label per image")
    let weights = network.dense[0].weights
    let before = network.logits(images)
    var change = 0.0
    for unit in 0..<network.classes {
      let direction = FastGradientSign.direction(Matrix(row: Array(weights.row(unit))))
      var moved = images
      for row in 0..<images.rows {
        for pixel in 0..<images.columns {
          moved.values[row * images.columns + pixel] += epsilon * direction.values[pixel]
        }
      }
      let after = network.logits(moved)
      for row in 0..<images.rows { change += Double(after[row, unit] - before[row, unit]) }
    }
    let adversarial = FastGradientSign().perturb(
      images, labels: labels, of: network, within: ThreatModel(epsilon: epsilon))
    let plain = zip(before.argmaxOfRows(), labels).map { $0 == $1 }
    let attacked = zip(network.predictions(adversarial), labels).map { $0 == $1 }
    pixels = images.columns
    self.epsilon = epsilon
    meanMagnitude =
      weights.values.reduce(0) { $0 + Double(abs($1)) } / Double(weights.values.count)
    measuredChange = change / Double(images.rows * network.classes)
    accuracy = Double(plain.count { $0 }) / Double(labels.count)
    robustAccuracy =
      Double(zip(plain, attacked).count { $0 && $1 }) / Double(labels.count)
  }

  /// The power k of n with which the change grows over some resolutions, from the least squares of
  /// its logarithm: 1 where it grows in proportion, 0 where it doesn't grow.
  ///
  /// - Returns: `nil` for fewer than two resolutions.
  public static func exponent(_ points: [LinearGrowth]) -> Double? {
    let x = points.map { log(Double($0.pixels)) }
    let y = points.map { log($0.measuredChange) }
    let count = Double(points.count)
    let (meanX, meanY) = (x.reduce(0, +) / count, y.reduce(0, +) / count)
    let spread = x.reduce(0) { $0 + ($1 - meanX) * ($1 - meanX) }
    guard points.count > 1, spread > 0 else { return nil }
    return zip(x, y).reduce(0) { $0 + ($1.0 - meanX) * ($1.1 - meanY) } / spread
  }
}
