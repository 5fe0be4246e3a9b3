import Testing

@testable import Engine

@Suite("Auto-PGD")
struct AutoProjectedGradientDescentTests {
  /// One pixel; class 1 comes nearest to class 0 at 0.6, and never reaches it.
  private let peak = Network(
    inputShape: ImageShape(height: 1, width: 1),
    layers: [
      .dense(Dense(weights: Matrix(rows: 2, columns: 1, values: [1, -1]), biases: [-0.6, 0.6])),
      .activation(.relu),
      .dense(
        Dense(weights: Matrix(rows: 2, columns: 2, values: [0, 0, -1, -1]), biases: [0, -0.1])),
    ])

  /// Where auto-PGD asks, from 0.5 with ε = 0.3.
  private func path(targets: [Int]?, seed: UInt64 = 1) throws -> [Float] {
    let asked = Guarded<[Float]>([])
    var search = AdversarialSearch(
      peak, images: Matrix(row: [0.5]), labels: [0], targets: targets,
      threat: ThreatModel(epsilon: 0.3),
      observe: { observation in asked.withLock { $0 += observation.images.values } })
    var generator = SeededGenerator(seed: seed)
    try AutoDescentOnCrossEntropy()
      .run(&search, using: &generator)
    return asked.withLock { $0 }
  }

  @Test("checkpoints come after 0.22 of the steps, then at gaps that shrink by 0.03 down to 0.06")
  func gaps() {
    #expect(AutoDescent.gaps(steps: 100) == [22, 19, 16, 13, 10, 7, 6, 6, 1])
    #expect(AutoDescent.gaps(steps: 1) == [1])
    for steps in [2, 5, 10, 40, 77] {
      let gaps = AutoDescent.gaps(steps: steps)
      #expect(gaps.reduce(0, +) == steps && gaps.allSatisfy { $0 > 0 })
    }
  }

  @Test(
    "the first step is 2ε long: from any start it reaches the edge of the ball", arguments: 1...9)
  func firstStep(seed: UInt64) throws {
    let path = try path(targets: nil, seed: seed)
    #expect(path.count == 101)
    #expect(abs(path[1] - (path[0] < 0.6 ? 0.8 : 0.2)) < 1e-6)
  }

  @Test(
    "steps that lead nowhere are halved, and the climb goes on from its best point to the peak",
    arguments: [nil, [1]] as [[Int]?])
  func peak(targets: [Int]?) throws {
    let path = try path(targets: targets)
    #expect(path[..<20].contains { abs($0 - 0.6) > 0.1 }, "at first it leaps to and fro")
    #expect(path.suffix(10).allSatisfy { abs($0 - 0.6) < 0.02 })
  }

  @Test(
    "on a linear model of two classes it falls exactly where the margin ends",
    arguments: [Norm.linf, .l2])
  func linear(norm: Norm) throws {
    let image = Dataset(
      name: "pair", shape: ImageShape(height: 1, width: 2), pixels: [153, 102], labels: [0],
      classes: 2)
    let threshold: Float = norm == .linf ? 0.1 : 0.2 / Float(2).squareRoot()
    for (epsilon, falls) in [(threshold * 0.99, false), (threshold * 1.01, true)] {
      let run = try AttackRun(
        AutoDescentOnCrossEntropy(), within: ThreatModel(norm: norm, epsilon: epsilon))
      #expect(try run(on: AdversarialSearchTests.pair, image).fallen == (falls ? 1 : 0))
    }
  }

  @Test("a loss says how many classes it needs before anything is done")
  func fewClasses() throws {
    let data = Dataset(
      name: "pair", shape: ImageShape(height: 1, width: 2), pixels: [153, 102], labels: [0],
      classes: 2)
    let cases: [(any Attack, AttackGoal, Int)] = [
      (AutoDescentOnLogitsRatio(), .untargeted, 3), (AutoDescentOnLogitsRatio(), .target(1), 4),
      (TargetedAutoDescent(), .untargeted, 4), (AutoAttack(), .untargeted, 4),
    ]
    for (attack, goal, expected) in cases {
      let run = try AttackRun(attack, within: ThreatModel(epsilon: 0.1), goal: goal)
      #expect(
        throws: AttackError.tooFewClasses(attack: attack.name, expected: expected, found: 2)
      ) { try run(on: AdversarialSearchTests.pair, data) }
    }
  }

  @Test("where scores are large the cross-entropy hides what the ratio and the margin find")
  func hidden() throws {
    var network = Fixtures.trained()
    network.layers[network.layers.count - 1].modifyParameters { $0.scale(by: 3000) }
    let data = Fixtures.quarters(60, seed: 4)
    let threat = ThreatModel(epsilon: 0.1, range: 0...1)
    var margin = ProjectedGradientDescent()
    margin.loss = .margin
    let crossEntropy = try AttackRun(AutoDescentOnCrossEntropy(), within: threat)(on: network, data)
    for attack in [AutoDescentOnLogitsRatio(), TargetedAutoDescent(), margin] as [any Attack] {
      let result = try AttackRun(attack, within: threat)(on: network, data)
      #expect(result.fallen > crossEntropy.fallen)
    }
  }
}
