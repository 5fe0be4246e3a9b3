/// NATTACK: learns a normal distribution of perturbations most of which fool, from scores alone.
///
/// The mean μ of the distribution climbs the expected reward of its samples, whose gradient needs only
/// the samples: ∇E[R] = E[R(μ + σv)·v] / σ with v from N(0, I). The reward is min(0, margin), made to
/// have mean 0 and deviation 1 among the samples: those that have succeeded pull no further.
///
/// Source: Li et al., *NATTACK: Learning the Distributions of Adversarial Examples for an Improved
/// Black-Box Attack on Deep Neural Networks*, 2019, algorithm 1, with the settings of its code
/// (300 samples, 500 steps); seed 003, "NATTACK". The paper samples before a tanh, which keeps pixels
/// in their range but hardly moves any that are black, as most of a digit is; here samples are taken
/// around the image in units of ε, and projected. The images of a search share the directions of a step.
public struct NaturalEvolutionAttack: Attack {
  /// How many samples each step takes.
  public var samples = 300
  public var steps = 500
  /// σ, the deviation of samples, in units of ε (for L2 of ε / √pixels).
  public var deviation: Float = 0.5
  /// η, how far the mean moves, in the same units.
  public var rate: Float = 0.25

  public init() {}

  public static let name = "nattack"
  public static let summary = "Learns a normal distribution of perturbations that fool"
  public static let source = "Li et al. 2019"
  public static let access = AttackAccess.scores
  public static let norms = [Norm.linf, .l2]
  public static var settings: [AttackSetting<Self>] {
    [
      AttackSetting("samples", \.samples, 2...10_000, "samples for each step"),
      AttackSetting("steps", \.steps, 1...100_000, "steps of the mean"),
      AttackSetting("deviation", \.deviation, 0.001...10, "deviation of samples, in units of ε"),
      AttackSetting("rate", \.rate, 0.0001...10, "how far the mean moves, in units of ε"),
    ]
  }

  public func run(
    _ search: inout AdversarialSearch, using generator: inout SeededGenerator
  ) throws(AttackCancelled) {
    let unit = unit(of: search)
    var means = search.originals
    var directions = Matrix(rows: samples, columns: means.columns)
    for _ in 0..<steps where !search.isDone {
      for index in directions.values.indices { directions.values[index] = generator.normal() }
      var rewards = Matrix(rows: means.rows, columns: samples)
      for row in 0..<means.rows {
        let values = try self.rewards(
          of: row, around: means.row(row), directions, times: unit * deviation, &search)
        for (sample, reward) in values.enumerated() { rewards[row, sample] = reward }
      }
      means.add(
        Self.gradientEstimate(directions, rewards: rewards), times: unit * rate / deviation)
      search.project(&means)
      // The mean goes further than most samples, which the ball cuts short.
      _ = try search.scores(at: means)
      if let rows = search.dropFallen() { means = means.selecting(rows) }
    }
  }

  /// The rewards of an image's samples, `[samples]`.
  private func rewards(
    of row: Int, around mean: ArraySlice<Float>, _ directions: Matrix, times length: Float,
    _ search: inout AdversarialSearch
  ) throws(AttackCancelled) -> [Float] {
    let rows = Array(repeating: row, count: samples)
    var images = Matrix(row: Array(mean)).selecting(Array(repeating: 0, count: samples))
    images.add(directions, times: length)
    search.project(&images, rows: rows)
    let scores = try search.scores(at: images, rows: rows)
    return search.losses(scores, .margin, rows: rows).map { min(0, $0) }
  }

  /// What a setting of 1 is in pixels: so much that a sample is about as large as the ball.
  private func unit(of search: AdversarialSearch) -> Float {
    search.threat.norm == .linf
      ? search.threat.epsilon
      : search.threat.epsilon / Float(search.shape.pixels).squareRoot()
  }

  /// The mean of the directions, each times its reward, where each image's rewards are made to have
  /// mean 0 and deviation 1: the direction in which the expected reward grows; 0 where all are equal.
  ///
  /// - Parameters:
  ///   - directions: `[samples, pixels]`, from N(0, I).
  ///   - rewards: `[images, samples]`.
  /// - Returns: `[images, pixels]`.
  static func gradientEstimate(_ directions: Matrix, rewards: Matrix) -> Matrix {
    let count = Float(rewards.columns)
    var weights = rewards
    for image in 0..<rewards.rows {
      let row = rewards.row(image)
      let mean = row.reduce(0, +) / count
      let spread = (row.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / count).squareRoot()
      for (sample, reward) in row.enumerated() {
        weights[image, sample] = (reward - mean) / (spread + 1e-7) / count
      }
    }
    return Matrix.product(weights, .none, directions, .none)
  }
}
