import Testing

@testable import Engine

@Suite("Projected gradient descent and the basic iterative method")
struct ProjectedGradientDescentTests {
  private let data = Fixtures.quarters(60, seed: 4)

  @Test(
    "on a linear model of two classes they fall exactly where the margin ends",
    arguments: [Norm.linf, .l2])
  func linear(norm: Norm) throws {
    // x₀ − x₁ = 0.2 falls by 2ε in L∞ and by √2·ε in L2.
    let image = Dataset(
      name: "pair", shape: ImageShape(height: 1, width: 2), pixels: [153, 102], labels: [0],
      classes: 2)
    let threshold: Float = norm == .linf ? 0.1 : 0.2 / Float(2).squareRoot()
    var descent = ProjectedGradientDescent()
    descent.restarts = 3
    let attacks: [any Attack] = [descent, BasicIterativeMethod()]
    for attack in attacks {
      for (epsilon, falls) in [(threshold * 0.99, false), (threshold * 1.01, true)] {
        let run = try AttackRun(attack, within: ThreatModel(norm: norm, epsilon: epsilon))
        #expect(try run(on: AdversarialSearchTests.pair, image).fallen == (falls ? 1 : 0))
      }
    }
  }

  @Test("it finds what one step finds, and more")
  func strength() throws {
    let network = Fixtures.trained()
    let threat = ThreatModel(epsilon: 0.1, range: 0...1)
    let one = try AttackRun(FastGradientSign(), within: threat)(on: network, data)
    let many = try AttackRun(BasicIterativeMethod(), within: threat)(on: network, data)
    #expect(many.fallen >= one.fallen)
    #expect(one.fallen > 0)
  }

  @Test("random starts lie in the ball, spread over it, and are projected before anything is asked")
  func starts() {
    var generator = SeededGenerator(seed: 1)
    for norm in [Norm.linf, .l2, .l1] {
      let threat = ThreatModel(norm: norm, epsilon: 0.3, range: 0...1)
      var images = Matrix(rows: 200, columns: 36, repeating: 0.5)
      let originals = images
      images.moveRandomly(within: threat, using: &generator)
      let sizes = (0..<200).map {
        PerturbationSize(from: originals.row($0), to: images.row($0))[norm]
      }
      #expect(sizes.allSatisfy { $0 <= 0.3 * (1 + 1e-5) })
      #expect(sizes.reduce(0, +) / 200 > 0.28, "nearly all of a ball's volume is near its edge")
      #expect(Set(sizes).count > 190)
    }
  }

  @Test("every iterate counts, not only the last")
  func iterates() throws {
    // Read as 1 between 0.41 and 0.59 alone: from 0.404 the first step leads to 0.554, the second back.
    let hidden = Dense(
      weights: Matrix(rows: 3, columns: 1, values: [1, 1, 1]), biases: [-0.4, -0.5, -0.6])
    let output = Dense(
      weights: Matrix(rows: 2, columns: 3, values: [0, 0, 0, 1, -2, 1]), biases: [0.01, 0])
    let network = Network(
      inputShape: ImageShape(height: 1, width: 1),
      layers: [.dense(hidden), .activation(.relu), .dense(output)])
    let image = Dataset(
      name: "one", shape: ImageShape(height: 1, width: 1), pixels: [103], labels: [0], classes: 2)
    var attack = BasicIterativeMethod()
    attack.steps = 2
    attack.stepSize = 0.15
    let result = try AttackRun(attack, within: ThreatModel(epsilon: 0.3))(on: network, image)
    #expect(result.fallen == 1)
  }
}
