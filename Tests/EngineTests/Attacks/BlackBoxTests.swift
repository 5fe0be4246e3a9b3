import Testing

@testable import Engine

/// A classifier that says which class it reads, and nothing more.
private struct ReadingsOnly: Classifier {
  let network: Network
  var inputShape: ImageShape { network.inputShape }
  var classes: Int { network.classes }

  func logits(_ images: Matrix) -> Matrix {
    var scores = Matrix(rows: images.rows, columns: classes)
    for (row, reading) in network.predictions(images).enumerated() { scores[row, reading] = 1 }
    return scores
  }
}

@Suite("HopSkipJump")
struct HopSkipJumpTests {
  /// Two classes whose scores differ by w·x + b.
  private let weights: [Float] = [1, -2, 0.5, 3, -1, 0.25, 2, -0.5, 1.5]
  private let bias: Float = -1.2
  private let images = Dataset(
    name: "grey", shape: ImageShape(height: 3, width: 3),
    pixels: [UInt8](repeating: 120, count: 9)
      + [100, 140, 130, 80, 120, 110, 90, 160, 120],
    labels: [0, 0], classes: 2)

  private var linear: Network {
    Network(
      inputShape: ImageShape(height: 3, width: 3),
      layers: [
        .dense(
          Dense(
            weights: Matrix(rows: 2, columns: 9, values: weights + [Float](repeating: 0, count: 9)),
            biases: [bias, 0]))
      ])
  }

  @Test(
    "on a linear model it approaches margin / ‖w‖, of the dual norm", arguments: [Norm.l2, .linf])
  func linearDistance(norm: Norm) throws {
    let result = try AttackRun(
      HopSkipJump(), within: ThreatModel(norm: norm, epsilon: .infinity, range: 0...1))(
        on: linear, images)
    let dual = norm == .l2 ? Norm.l2(weights) : Norm.l1(weights)
    for (index, outcome) in result.outcomes.enumerated() {
      guard case .fallen(_, let size) = outcome else {
        Issue.record("image \(index) did not fall")
        continue
      }
      let margin = zip(weights, images.image(index).values).reduce(bias) { $0 + $1.0 * $1.1 }
      #expect(margin > 0, "the images are read right")
      #expect(size[norm] >= margin / dual * (1 - 1e-4), "nothing is nearer than the boundary")
      #expect(size[norm] <= margin / dual * 1.05)
    }
  }

  @Test("it needs no more than readings: a model that tells nothing else falls just so")
  func readingsAlone() throws {
    let network = Fixtures.trained()
    let data = Fixtures.quarters(10, seed: 4)
    for attack in [
      try HopSkipJump().setting("steps", to: 5), GaussianNoise(), UniformNoise(),
    ] as [any Attack] {
      #expect(type(of: attack).access == .readings)
      let norm = type(of: attack).norms[0]
      let run = try AttackRun(
        attack, within: ThreatModel(norm: norm, epsilon: norm == .l2 ? 2 : 0.4, range: 0...1))
      let result = try run(on: network, data)
      #expect(result.fallen > 0)
      #expect(try run(on: ReadingsOnly(network: network), data) == result)
    }
  }

  @Test("more steps come nearer")
  func nearer() throws {
    let network = Fixtures.trained()
    let data = Fixtures.quarters(20, seed: 4)
    let sizes = try [0, 3, 12].map { steps in
      try AttackRun(
        try HopSkipJump().setting("steps", to: Double(steps)),
        within: ThreatModel(norm: .l2, epsilon: .infinity, range: 0...1))(on: network, data)
        .meanSize(.l2) ?? .infinity
    }
    #expect(sizes[1] < sizes[0] && sizes[2] < sizes[1])
  }
}

@Suite("NATTACK")
struct NaturalEvolutionAttackTests {
  @Test("its estimate points along the true gradient of a linear reward")
  func estimate() {
    var generator = SeededGenerator(seed: 6)
    let slope: [Float] = (0..<10).map { Float($0) - 3 }
    let directions = Matrix(
      rows: 20_000, columns: 10, values: (0..<200_000).map { _ in generator.normal() })
    let rewards = (0..<directions.rows).map { row in
      7 + zip(directions.row(row), slope).reduce(0) { $0 + $1.0 * $1.1 }
    }
    let both = Matrix(
      rows: 2, columns: rewards.count, values: rewards + rewards.map { -5 * $0 })
    let estimate = NaturalEvolutionAttack.gradientEstimate(directions, rewards: both)
    // Rewards of deviation 1 make it the gradient's direction, of length 1.
    let expected = slope.map { $0 / Norm.l2(slope) }
    #expect(largestDifference(estimate.row(0), expected) < 0.03)
    #expect(largestDifference(estimate.row(1), expected.map { -$0 }) < 0.03)
  }

  @Test("where all samples are alike there is nowhere to go")
  func flat() {
    let directions = Matrix(rows: 3, columns: 2, values: [1, 2, 3, 4, 5, 6])
    let estimate = NaturalEvolutionAttack.gradientEstimate(
      directions, rewards: Matrix(row: [-2, -2, -2]))
    #expect(estimate.values == [0, 0])
  }

  @Test("it goes where noise of the same size does not get")
  func againstNoise() throws {
    let network = Fixtures.trained()
    let data = Fixtures.quarters(60, seed: 4)
    let threat = ThreatModel(epsilon: 0.12, range: 0...1)
    let attack = try NaturalEvolutionAttack().setting("samples", to: 40).setting("steps", to: 25)
    let learned = try AttackRun(attack, within: threat)(on: network, data).fallen
    let noise = try AttackRun(
      try UniformNoise().setting("repeats", to: 1000), within: threat)(on: network, data).fallen
    #expect(learned > noise)
  }
}
