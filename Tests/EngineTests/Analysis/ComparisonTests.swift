import Testing

@testable import Engine

@Suite("Comparison of two networks")
struct ComparisonTests {
  private let first = Fixtures.trained()
  private let second = Fixtures.trained(activation: .relu)
  private let data = Fixtures.quarters(60, seed: 4)

  private func comparison(
    _ attack: Comparison.Attack, index: Int = 5, clipped: Bool = false
  ) -> Comparison {
    Comparison(
      Exploration(first, data, index: index, clipped: clipped), with: second, data, attack: attack)
  }

  @Test("each network's own attack is its exploration", arguments: [false, true])
  func own(clipped: Bool) {
    let comparison = comparison(.own, clipped: clipped)
    for (side, network) in zip(Comparison.Side.allCases, [first, second]) {
      let expected = Exploration(network, data, index: 5, clipped: clipped)
      #expect(comparison[side].curve == expected.curve)
      #expect(comparison[side].gradient == expected.gradient)
      #expect(comparison[side].minimalEpsilon == expected.minimalEpsilon)
      #expect(comparison[side].ray.range == (clipped ? 0...1 : nil))
      #expect(comparison[side].ray.network == network)
    }
    #expect(comparison.first.curve != comparison.second.curve)
  }

  @Test("networks of different kinds are compared", arguments: Comparison.Attack.all)
  func kinds(attack: Comparison.Attack) {
    let gaussian = Fixtures.radialBasisNetwork()
    let own = Exploration(first, data, index: 5, clipped: false)
    let comparison = Comparison(own, with: gaussian, data, attack: attack)
    let image = Matrix(row: comparison.second.ray.image(at: 0.1))
    #expect(
      largestDifference(
        comparison.second.ray.confidences(at: 0.1), gaussian.confidences(image).values) < 1e-4)
    #expect(comparison.attack == attack && comparison.isFinite)
  }

  @Test("a transferred attack moves both images along one network's gradient, each reads its own")
  func transferred() {
    for (source, network) in zip(Comparison.Side.allCases, [first, second]) {
      let comparison = comparison(.transferred(from: source))
      let gradient = network.lossGradient(data.image(5), labels: [data.label(5)])
      for side in Comparison.Side.allCases {
        #expect(comparison[side].gradient == gradient.values)
        #expect(comparison[side].ray.image(at: 0.1) == comparison[source].ray.image(at: 0.1))
      }
      #expect(comparison.first.ray.network == first && comparison.second.ray.network == second)
      for side in Comparison.Side.allCases {
        let reader = side == .first ? first : second
        let image = Matrix(row: comparison[side].ray.image(at: 0.1))
        let slow = reader.confidences(image).values
        #expect(largestDifference(comparison[side].ray.confidences(at: 0.1), slow) < 1e-4)
      }
    }
  }

  @Test("over many images a network's own attack hurts it more than that of an untrained one")
  func whiteBox() {
    func meanLabelConfidence(_ attack: Comparison.Attack) -> Float {
      let values = (0..<data.count).map { index in
        let own = Exploration(Fixtures.network(), data, index: index, clipped: false)
        let exploration = Comparison(own, with: second, data, attack: attack).second
        return exploration.ray.confidences(at: 0.1)[exploration.label]
      }
      return values.reduce(0, +) / Float(values.count)
    }
    #expect(meanLabelConfidence(.own) < meanLabelConfidence(.transferred(from: .first)) - 0.05)
  }

  @Test("a gradient that is not finite shows")
  func notFinite() {
    var layers = second.layers
    layers[0].modifyParameters { $0.vectors.values[0] = .nan }
    let broken = Network(inputShape: data.shape, layers: layers)
    let own = Exploration(first, data, index: 0, clipped: false)
    #expect(Comparison(own, with: second, data, attack: .own).isFinite)
    #expect(!Comparison(own, with: broken, data, attack: .own).isFinite)
  }
}
