import Testing

@testable import Engine

@Suite("AutoAttack")
struct AutoAttackTests {
  private let network = Fixtures.trained()
  private let data = Fixtures.quarters(60, seed: 4)

  @Test("on one budget FGSM finds no more than PGD, and PGD no more than AutoAttack")
  func order() throws {
    let threat = ThreatModel(epsilon: 0.1, range: 0...1)
    let data = Fixtures.quarters(200, seed: 4)
    var ensemble = AutoAttack()
    ensemble.queries = 200
    let fallen = try [FastGradientSign(), ProjectedGradientDescent(), ensemble].map {
      (attack: any Attack) in try AttackRun(attack, within: threat)(on: network, data).fallen
    }
    #expect(fallen == fallen.sorted())
    #expect(fallen[0] > 0 && fallen[2] < data.count)
  }

  @Test("it runs its members in order, on what is left, and what falls to one falls to it")
  func members() throws {
    var ensemble = AutoAttack()
    (ensemble.steps, ensemble.queries) = (10, 50)
    #expect(ensemble.members.map { $0.name } == ["apgd-ce", "apgd-t", "fab-t", "square"])
    let threat = ThreatModel(epsilon: 0.06, range: 0...1)
    let whole = try AttackRun(ensemble, within: threat)(on: network, data)
    // The first member begins with the same chance.
    let first = try AttackRun(ensemble.members[0], within: threat)(on: network, data)
    for (a, b) in zip(first.outcomes, whole.outcomes) where a != .withstood { #expect(a == b) }
    for (outcome, queries) in zip(whole.outcomes, whole.queries) where outcome == .withstood {
      // APGD-CE, three classes with APGD-T and FAB-T, whose order takes a question, and Square.
      #expect(queries == 11 + (1 + 3 * 11) + (1 + 3 * 20) + 50)
    }
  }

  /// Asks for what it is told to.
  private struct Part: TestAttack {
    static let access = AttackAccess.readings
    func run(
      _ search: inout AdversarialSearch, using generator: inout SeededGenerator
    ) throws(AttackCancelled) { _ = try search.scores(at: search.originals) }
  }

  @Test("a member may ask for no more than it declares, nor declare more than the whole")
  func access() async {
    await #expect(processExitsWith: .failure) {
      var search = AdversarialSearch(
        AdversarialSearchTests.pair, images: Matrix(row: [0.6, 0.4]), labels: [0],
        threat: ThreatModel(epsilon: 0.1))
      var generator = SeededGenerator(seed: 1)
      try search.run(Part(), using: &generator)
    }
    await #expect(processExitsWith: .failure) {
      var search = AdversarialSearch(
        AdversarialSearchTests.pair, images: Matrix(row: [0.6, 0.4]), labels: [0],
        threat: ThreatModel(epsilon: 0.1), access: .scores)
      var generator = SeededGenerator(seed: 1)
      try search.run(FastGradientSign(), using: &generator)
    }
  }

  @Test("classes are pursued from the largest score on, and any misreading counts")
  func classes() throws {
    let images = data.images(0..<8)
    let scores = network.logits(images)
    let labels = scores.argmaxOfRows()
    var search = AdversarialSearch(
      network, images: images, labels: labels, threat: ThreatModel(epsilon: 1, range: 0...1))
    var pursued: [[Int]] = []
    try search.pursueClasses(9) { search in
      #expect(search.active.count == search.pursued?.count)
      pursued.append(search.pursued ?? [])
      // One image falls on the way: the others keep their order.
      if pursued.count == 1 {
        var moved = search.originals
        let other = labels.firstIndex { $0 != labels[0] } ?? 0
        moved.setRow(0, to: images.selecting(Array(repeating: other, count: 8)))
        _ = try? search.scores(at: moved)
      }
    }
    #expect(search.pursued == nil && search.active == Array(1..<8))
    let orders = (0..<8).map { row in
      (0..<4).filter { $0 != labels[row] }.sorted { scores[row, $0] > scores[row, $1] }
    }
    #expect(
      pursued == [orders.map { $0[0] }, orders[1...].map { $0[1] }, orders[1...].map { $0[2] }])
  }
}
