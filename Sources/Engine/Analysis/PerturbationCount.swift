/// How many images of a dataset are misread as their ε-perturbations.
///
/// Source: seed 000, figures 8 and 10.
public struct PerturbationCount: Equatable, Sendable, Codable {
  /// ε, in pixel units.
  public var epsilon: Float
  /// How many images were looked at.
  public var images: Int
  /// How many are misread as they are, whatever ε.
  public var misreadAsTheyAre: Int
  /// How many perturbations are misread.
  public var misread: Int
  /// How many perturbations are misread whose image is read right.
  public var newlyMisread: Int
  /// The largest confidence of a wrong reading among the newly misread, 0…1; `nil` where there are
  /// none.
  public var bestConfidence: Float?

  /// How many perturbations are misread whose image is misread, too.
  public var stillMisread: Int { misread - newlyMisread }

  /// Perturbs the images of a dataset by the fast gradient sign method.
  public init(of network: Network, on data: Dataset, epsilon: Float) {
    let shards = mapShards(of: data.count, size: evaluationShardSize) { range in
      PerturbationCount(network, data.images(range), range.map(data.label), epsilon)
    }
    self.epsilon = epsilon
    images = data.count
    misreadAsTheyAre = shards.reduce(0) { $0 + $1.misreadAsTheyAre }
    misread = shards.reduce(0) { $0 + $1.misread }
    newlyMisread = shards.reduce(0) { $0 + $1.newlyMisread }
    bestConfidence = shards.compactMap(\.bestConfidence).max()
  }

  private init(_ network: Network, _ images: Matrix, _ labels: [Int], _ epsilon: Float) {
    let adversarial = FastGradientSign().perturb(
      images, labels: labels, of: network, within: ThreatModel(epsilon: epsilon))
    let before = network.predictions(images)
    let confidences = network.confidences(adversarial)
    self.epsilon = epsilon
    self.images = labels.count
    (misreadAsTheyAre, misread, newlyMisread) = (0, 0, 0)
    for (row, (reading, label)) in zip(confidences.argmaxOfRows(), labels).enumerated() {
      if before[row] != label { misreadAsTheyAre += 1 }
      guard reading != label else { continue }
      misread += 1
      guard before[row] == label else { continue }
      newlyMisread += 1
      bestConfidence = max(bestConfidence ?? 0, confidences[row, reading])
    }
  }
}
