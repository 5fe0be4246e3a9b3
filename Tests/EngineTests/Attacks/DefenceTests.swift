import Testing

@testable import Engine

@Suite("Defences and where attackers take gradients from")
struct DefenceTests {
  private let network = AttackRunTests.network
  private let data = AttackRunTests.data
  private let threat = ThreatModel(epsilon: 0.2, range: 0...1)

  @Test("readings are those of the quantised network, wherever gradients come from")
  func readings() {
    let images = data.images(0..<data.count)
    let expected = QuantizedClassifier(network, levels: 4).logits(images)
    for gradients in Defence.Gradients.allCases {
      #expect(Defence(shades: 4, gradients: gradients)(network).logits(images) == expected)
    }
  }

  @Test("its own gradients find nothing; approximate and smoothed ones break it")
  func strength() throws {
    var attack = ProjectedGradientDescent()
    attack.steps = 10
    attack.restarts = 0
    let run = try AttackRun(attack, within: threat)
    func fallen(_ gradients: Defence.Gradients) throws -> Int {
      try run(on: Defence(shades: 4, gradients: gradients)(network), data).fallen
    }
    #expect(try fallen(.own) == 0)
    #expect(try fallen(.bpda) > 20 && fallen(.smoothed) > 20)
  }

  @Test("without gradients, attacks that need them are refused, and others named")
  func none() throws {
    let model = Defence(shades: 4, gradients: .none)(network)
    let run = try AttackRun(FastGradientSign(), within: threat)
    do {
      _ = try run(on: model, data)
      Issue.record("an attack that needs gradients was made without them")
    } catch {
      #expect("\(error)".contains("square") && "\(error)".contains("found one without"))
    }
    var square = SquareAttack()
    square.queries = 100
    #expect(try AttackRun(square, within: threat)(on: model, data).fallen > 10)
  }
}
