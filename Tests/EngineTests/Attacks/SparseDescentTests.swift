import Testing

@testable import Engine

@Suite("Sparse descent")
struct SparseDescentTests {
  @Test("on a linear model of two classes it falls exactly where the margin over ‖w‖∞ ends")
  func linear() throws {
    // x₀ − x₁ = 0.2 falls by ε in L1, however that is spread over the two.
    let image = Dataset(
      name: "pair", shape: ImageShape(height: 1, width: 2), pixels: [153, 102], labels: [0],
      classes: 2)
    var restarted = SparseDescent()
    restarted.restarts = 3
    for attack in [SparseDescent(), restarted] {
      for (epsilon, falls) in [(Float(0.198), false), (0.202, true)] {
        let run = try AttackRun(attack, within: ThreatModel(norm: .l1, epsilon: epsilon))
        #expect(try run(on: AdversarialSearchTests.pair, image).fallen == (falls ? 1 : 0))
      }
    }
  }

  /// Where it asks on one image, `[steps + 1]` images, with steps that move one pixel of four by 0.2.
  private func path(from image: [Float], range: ClosedRange<Float>?) throws -> [[Float]] {
    // ∇ₓ of the loss of class 0 points along (−3, −2, −1, 4), times 1 − p₀.
    let network = Network(
      inputShape: ImageShape(height: 2, width: 2),
      layers: [
        .dense(
          Dense(
            weights: Matrix(rows: 2, columns: 4, values: [3, 2, 1, -4, 0, 0, 0, 0]),
            biases: [20, 0]))
      ])
    let asked = Guarded<[[Float]]>([])
    var search = AdversarialSearch(
      network, images: Matrix(row: image), labels: [0],
      threat: ThreatModel(norm: .l1, epsilon: 10, range: range),
      observe: { observation in
        asked.withLock { $0.append(Array(observation.images.row(0))) }
      })
    var attack = SparseDescent()
    (attack.steps, attack.stepSize, attack.share) = (3, 0.2, 0.25)
    var generator = SeededGenerator(seed: 1)
    try attack.run(&search, using: &generator)
    return asked.withLock { $0 }
  }

  @Test("a step moves the pixels with the largest slopes alone")
  func sparse() throws {
    let path = try path(from: [0.5, 0.5, 0.5, 0.5], range: nil)
    for (step, image) in path.enumerated() {
      #expect(image[..<3] == [0.5, 0.5, 0.5])
      #expect(abs(image[3] - (0.5 + 0.2 * Float(step))) < 1e-6)
    }
  }

  @Test("pixels that a step would drive out of their range are passed over")
  func bounded() throws {
    let path = try path(from: [0, 0.5, 0.5, 1], range: 0...1)
    #expect(path.map { $0[0] } == [0, 0, 0, 0] && path.map { $0[3] } == [1, 1, 1, 1])
    #expect(abs(path[3][1]) < 1e-6, "three steps of 0.2, held at black")
    #expect(path.map { $0[2] } == [0.5, 0.5, 0.5, 0.5])
  }

  @Test("it finds more than noise of the same size does")
  func strength() throws {
    let (network, data) = (Fixtures.trained(), Fixtures.quarters(60, seed: 4))
    let threat = ThreatModel(norm: .l1, epsilon: 3, range: 0...1)
    let result = try AttackRun(SparseDescent(), within: threat)(on: network, data)
    var generator = SeededGenerator(seed: 1)
    var moved = data.images(0..<60)
    moved.moveRandomly(within: threat, using: &generator)
    let fallen = zip(
      network.predictions(threat.project(moved, around: data.images(0..<60))), 0..<60
    )
    .count { $0 != data.label($1) }
    #expect(result.fallen > 2 * fallen && result.fallen > 10)
  }
}
