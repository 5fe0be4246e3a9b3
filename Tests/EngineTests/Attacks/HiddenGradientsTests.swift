import Testing

@testable import Engine

@Suite("Defences that hide gradients, and what breaks them")
struct HiddenGradientsTests {
  private let network = AttackRunTests.network
  private let data = AttackRunTests.data
  private let defence = QuantizedClassifier(AttackRunTests.network, levels: 6)
  private let threat = ThreatModel(epsilon: 0.2, range: 0...1)

  private func fallen(_ attack: some Attack, _ model: any Classifier) throws -> Int {
    try AttackRun(attack, within: threat)(on: model, data).fallen
  }

  private var descent: ProjectedGradientDescent {
    var attack = ProjectedGradientDescent()
    (attack.steps, attack.restarts) = (20, 0)
    return attack
  }

  @Test("pixels are rounded to as many levels as there are, both ends among them")
  func levels() {
    let rounded = QuantizedClassifier(network, levels: 3).preprocess(
      Matrix(row: [0, 0.2, 0.3, 0.74, 0.8, 1]))
    #expect(rounded.values == [0, 0, 0.5, 0.5, 1, 1])
  }

  @Test("quantisation seems robust to PGD, and falls to BPDA and to smoothed gradients")
  func broken() throws {
    let attacked = try AttackRun(descent, within: threat)(on: defence, data).attacked
    #expect(try fallen(descent, defence) == 0, "its gradient is 0")
    let bare = try fallen(descent, network)
    #expect(bare > attacked / 2)
    let approximated = try fallen(descent, BackwardPassDifferentiableApproximation(defence))
    #expect(approximated >= bare * 8 / 10)
    let smoothed = try fallen(
      descent, SmoothedGradientClassifier(defence, deviation: 0.15, pairs: 24))
    #expect(smoothed >= bare * 7 / 10)
  }

  @Test("it falls to attacks that ask for scores alone")
  func scores() throws {
    /// Flips the signs of some pixels' changes, and keeps what raises the margin.
    struct RandomFlips: TestAttack {
      static var access: AttackAccess { .scores }
      func run(
        _ search: inout AdversarialSearch, using generator: inout SeededGenerator
      ) throws(AttackCancelled) {
        var best = search.originals
        var bestLosses = [Float](repeating: -.infinity, count: best.rows)
        for _ in 0..<300 {
          var images = best
          for index in images.values.indices where generator.uniform() < 0.1 {
            let epsilon = search.threat.epsilon
            images.values[index] =
              search.originals.values[index] + (generator.uniform() < 0.5 ? epsilon : -epsilon)
          }
          search.project(&images)
          let losses = search.losses(try search.scores(at: images), .margin)
          for (row, loss) in losses.enumerated() where loss > bestLosses[row] {
            bestLosses[row] = loss
            for column in 0..<best.columns { best[row, column] = images[row, column] }
          }
        }
      }
    }
    let bare = try fallen(descent, network)
    #expect(try fallen(RandomFlips(), defence) >= bare * 7 / 10)
  }

  @Test("what falls has fooled the defence itself")
  func honest() throws {
    let result = try AttackRun(descent, within: threat)(
      on: BackwardPassDifferentiableApproximation(defence), data)
    for (index, outcome) in result.outcomes.enumerated() {
      guard case .fallen(let example, _) = outcome else { continue }
      #expect(defence.predictions(Matrix(row: example.pixels))[0] != data.label(index))
    }
  }

  @Test("BPDA is open to every attack that follows gradients and knows L2")
  func everyAttack() throws {
    let model = BackwardPassDifferentiableApproximation(defence)
    let kinds = AttackCatalogue.all.filter {
      $0.access == .gradients && $0.norms.contains(.l2) && $0.goals != .targeted
    }
    for kind in kinds {
      let result = try AttackRun(
        AttackRunTests.quick(kind), within: ThreatModel(norm: .l2, epsilon: 2, range: 0...1))(
          on: model, data)
      #expect(result.fallen > result.attacked / 2, "\(kind.name)")
    }
  }

  @Test("the smoothed gradient of a linear model is near its gradient, and replays")
  func estimate() {
    let linear = Fixtures.network(hidden: [])
    let images = data.images(0..<3)
    var (exact, estimate) = (images, images)
    func pick(_ scores: inout Matrix) {
      for row in 0..<3 { for column in 0..<4 { scores[row, column] = column == row ? 1 : 0 } }
    }
    _ = linear.inputGradient(images, into: &exact, pick)
    let smoothed = SmoothedGradientClassifier(linear, deviation: 0.2, pairs: 2000)
    let scores = smoothed.inputGradient(images, into: &estimate, pick)
    #expect(scores == linear.logits(images))
    for row in 0..<3 {
      let error = PerturbationSize(from: exact.row(row), to: estimate.row(row)).l2
      #expect(error < 0.25 * Norm.l2(exact.row(row)))
    }
    var again = images
    _ = smoothed.inputGradient(images, into: &again, pick)
    #expect(again == estimate)
    var alone = images.rows(1..<2)
    _ = smoothed.inputGradient(images.rows(1..<2), into: &alone) { scores in
      for column in 0..<4 { scores[0, column] = column == 1 ? 1 : 0 }
    }
    #expect(
      largestDifference(alone.values, estimate.row(1)) < 1e-4, "whatever it is batched with")
  }
}
