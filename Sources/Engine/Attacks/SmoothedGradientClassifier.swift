/// A classifier for attackers, with the gradients of its scores smoothed by Gaussian noise.
///
/// ∇E[z(x + σu)] = E[z(x + σu)·u]/σ, u standard normal, estimated from pairs of queries at x + σu
/// and x − σu: no gradient of the classifier is needed, so it works on any, with steps, plateaus or
/// chaotic gradients. The mean of sampled gradients ∇z(x + σu) would be cheaper, but stays 0 on steps.
/// The scores are the classifier's own, at the image itself. Source: seed 003, "use smoothed
/// gradients in attacking" and the slides on NATTACK (Li et al. 2019); the estimate is that of
/// Salimans et al., *Evolution Strategies as a Scalable Alternative to Reinforcement Learning*, 2017,
/// section 2.
///
/// The noise for an image follows from the seed and the image alone: results replay, however the
/// images are batched, and each step of an attack sees noise of its own. One gradient counts as one
/// query with the judge, but asks 2·pairs + 1 of the classifier.
public struct SmoothedGradientClassifier: DifferentiableClassifier {
  public let model: any Classifier
  /// σ, in pixel units.
  public var deviation: Float
  /// How many pairs of queries an estimate takes.
  public var pairs: Int
  public var seed: UInt64

  /// - Precondition: σ is above 0, and there is at least one pair.
  public init(_ model: any Classifier, deviation: Float = 0.1, pairs: Int = 64, seed: UInt64 = 1) {
    precondition(deviation > 0 && pairs > 0, "noise, and someone to ask")
    self.model = model
    self.deviation = deviation
    self.pairs = pairs
    self.seed = seed
  }

  public var inputShape: ImageShape { model.inputShape }
  public var classes: Int { model.classes }

  public func logits(_ images: Matrix) -> Matrix { model.logits(images) }

  public func inputGradient(
    _ images: Matrix, into gradient: inout Matrix, _ scoreGradient: (inout Matrix) -> Void
  ) -> Matrix {
    let scores = model.logits(images)
    var weights = scores
    scoreGradient(&weights)
    gradient = Matrix(rows: images.rows, columns: images.columns)
    for row in 0..<images.rows {
      addGradient(of: weights.row(row), at: images.row(row), to: &gradient, row)
    }
    return scores
  }

  /// Adds the smoothed gradient of a weighted sum of the scores of one image to its row.
  private func addGradient(
    of weights: ArraySlice<Float>, at image: ArraySlice<Float>, to gradient: inout Matrix,
    _ row: Int
  ) {
    var generator = generator(for: image)
    let noise = Matrix(
      rows: pairs, columns: image.count,
      values: (0..<pairs * image.count).map { _ in generator.normal() })
    func scores(_ sign: Float) -> Matrix {
      let images = (0..<pairs).flatMap { _ in Array(image) }
      var moved = Matrix(rows: pairs, columns: image.count, values: images)
      moved.add(noise, times: sign * deviation)
      return model.logits(moved)
    }
    let (up, down) = (scores(1), scores(-1))
    let start = row * image.count
    for pair in 0..<pairs {
      let change = zip(weights, zip(up.row(pair), down.row(pair)))
        .reduce(Float(0)) { $0 + $1.0 * ($1.1.0 - $1.1.1) }
      let factor = change / (2 * deviation * Float(pairs))
      for (pixel, value) in noise.row(pair).enumerated() {
        gradient.values[start + pixel] += factor * value
      }
    }
  }

  /// A generator that follows from the seed and the bits of an image (FNV-1a).
  private func generator(for image: ArraySlice<Float>) -> SeededGenerator {
    let hash = image.reduce(0xCBF2_9CE4_8422_2325 as UInt64) {
      ($0 ^ UInt64($1.bitPattern)) &* 0x100_0000_01B3
    }
    return SeededGenerator(seed: hash ^ seed)
  }
}
