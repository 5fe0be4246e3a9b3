import Foundation

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
/// around the image in units of ε, and projected.
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
    for row in search.active.indices { try learn(row, &search, &generator) }
  }

  private func learn(
    _ row: Int, _ search: inout AdversarialSearch, _ generator: inout SeededGenerator
  ) throws(AttackCancelled) {
    let original = Array(search.originals.row(row))
    let unit = unit(of: search)
    let rows = Array(repeating: row, count: samples)
    var mean = Matrix(row: original)
    var directions = Matrix(rows: samples, columns: original.count)
    for _ in 0..<steps where search.best(row) == nil {
      var images = directions
      for index in directions.values.indices {
        directions.values[index] = generator.normal()
        images.values[index] =
          mean.values[index % original.count] + unit * deviation * directions.values[index]
      }
      search.project(&images, rows: rows)
      let scores = try search.scores(at: images, rows: rows)
      let rewards = search.losses(scores, .margin, rows: rows).map { min(0, $0) }
      let estimate = Self.gradientEstimate(directions, rewards: rewards)
      mean.add(Matrix(row: estimate), times: unit * rate / deviation)
      search.project(&mean, rows: [row])
    }
  }

  /// What a setting of 1 is in pixels: so much that a sample is about as large as the ball.
  private func unit(of search: AdversarialSearch) -> Float {
    search.threat.norm == .linf
      ? search.threat.epsilon
      : search.threat.epsilon / Float(search.shape.pixels).squareRoot()
  }

  /// The mean of the directions, each times its reward, which is made to have mean 0 and deviation 1:
  /// the direction in which the expected reward grows; 0 where all rewards are equal.
  ///
  /// - Parameters:
  ///   - directions: `[samples, pixels]`, from N(0, I).
  ///   - rewards: `[samples]`.
  /// - Returns: `[pixels]`.
  static func gradientEstimate(_ directions: Matrix, rewards: [Float]) -> [Float] {
    let count = Float(rewards.count)
    let mean = rewards.reduce(0, +) / count
    let spread = (rewards.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / count).squareRoot()
    var estimate = [Float](repeating: 0, count: directions.columns)
    for (row, reward) in rewards.enumerated() {
      let weight = (reward - mean) / (spread + 1e-7) / count
      for column in estimate.indices { estimate[column] += weight * directions[row, column] }
    }
    return estimate
  }
}
