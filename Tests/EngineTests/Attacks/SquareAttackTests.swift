import Testing

@testable import Engine

@Suite("Square")
struct SquareAttackTests {
  /// A model of which only the scores are known.
  private struct Opaque: Classifier {
    let network = Fixtures.trained()
    var inputShape: ImageShape { network.inputShape }
    var classes: Int { network.classes }
    func logits(_ images: Matrix) -> Matrix { network.logits(images) }
  }

  private let data = Fixtures.quarters(60, seed: 4)

  @Test(
    "it needs no gradients, and asks for no more images than it may", arguments: [Norm.linf, .l2])
  func scoresAlone(norm: Norm) throws {
    var attack = SquareAttack()
    attack.queries = 100
    let threat = ThreatModel(norm: norm, epsilon: norm == .linf ? 0.1 : 0.5, range: 0...1)
    let data = Fixtures.quarters(200, seed: 4)
    let result = try AttackRun(attack, within: threat)(on: Opaque(), data)
    #expect(result.fallen > 0)
    for (outcome, queries) in zip(result.outcomes, result.queries) where outcome == .withstood {
      #expect(queries == 100)
    }
    #expect(result.queries.max() == 100)
  }

  @Test("squares halve their area at the paper's places, stretched to the queries there are")
  func schedule() {
    var attack = SquareAttack()
    attack.queries = 10_000
    let shares = [0, 10, 11, 50, 51, 201, 501, 1001, 2001, 4001, 6001, 8001].map(attack.share)
    let halvings = [0, 0, 1, 1, 2, 3, 4, 5, 6, 7, 8, 9]
    #expect(shares == halvings.map { 0.8 / Float(1 << $0) })
    attack.queries = 100
    #expect(attack.share(at: 3) == 0.8 / 8)
  }

  @Test("in L∞ every pixel stays at the edge of the ball, in L2 every image does")
  func edges() throws {
    for norm in [Norm.linf, .l2] {
      let originals = data.images(0..<10)
      let asked = Guarded<[Matrix]>([])
      var search = AdversarialSearch(
        Opaque(), images: originals, labels: (0..<10).map(data.label),
        threat: ThreatModel(norm: norm, epsilon: 0.01), access: .scores,
        observe: { observation in asked.withLock { $0.append(observation.images) } })
      var generator = SeededGenerator(seed: 1)
      var attack = SquareAttack()
      attack.queries = 30
      try attack.run(&search, using: &generator)
      let images = asked.withLock { $0 }.filter { $0.rows == 10 }
      try #require(images.count > 20)
      for images in images {
        for row in 0..<10 {
          let change = zip(images.row(row), originals.row(row)).map { $0 - $1 }
          if norm == .linf {
            #expect(change.allSatisfy { abs(abs($0) - 0.01) < 1e-6 })
          } else {
            #expect(abs(Norm.l2(change) - 0.01) < 1e-5)
          }
        }
      }
      #expect(Set(images.map { $0.values }).count > 20, "it tries something new each time")
    }
  }

  @Test("a bump has length 1, one half above 0 and one below, one above the other or side by side")
  func bumps() {
    for side in [3, 5, 8] {
      let bump = SquareAttack.bump(side, isTurned: false)
      #expect(abs(Norm.l2(bump) - 1) < 1e-5)
      #expect(bump[..<(side / 2 * side)].allSatisfy { $0 > 0 })
      #expect(bump[(side / 2 * side)...].allSatisfy { $0 < 0 })
      let turned = SquareAttack.bump(side, isTurned: true)
      for place in bump.indices {
        #expect(turned[place % side * side + place / side] == bump[place])
      }
    }
  }
}
