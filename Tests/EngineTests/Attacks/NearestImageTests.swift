import Testing

@testable import Engine

/// Claims about the attacks that look for the nearest image.
@Suite("Attacks that look for the nearest image")
struct NearestImageTests {
  /// Grey images of 36 pixels, far from the ends of the range.
  private static let grey: Dataset = {
    var generator = SeededGenerator(seed: 8)
    return Dataset(
      name: "grey", shape: ImageShape(height: 6, width: 6),
      pixels: (0..<20 * 36).map { _ in UInt8.random(in: 110...145, using: &generator) },
      labels: Array(repeating: 0, count: 20), classes: 4)
  }()
  private static let linear = Fixtures.network(hidden: [])
  /// Its first two classes alone.
  private static let pair: Network = {
    let all = linear.dense[0]
    return Network(
      inputShape: linear.inputShape,
      layers: [
        .dense(Dense(weights: all.weights.rows(0..<2), biases: Array(all.biases.prefix(2))))
      ])
  }()

  /// The distance of an image from the nearest border of a linear model: the smallest margin over
  /// the dual norm of its slope.
  private static func distance(_ image: Matrix, _ dual: Norm, _ network: Network) -> Float {
    let scores = network.logits(image).values
    let reading = network.predictions(image)[0]
    let weights = network.dense[0].weights
    return scores.indices.filter { $0 != reading }.map { other in
      (scores[reading] - scores[other])
        / dual(zip(weights.row(reading), weights.row(other)).map { $0 - $1 })
    }.min() ?? 0
  }

  private static func carliniWagnerL2(_ steps: Int = 300) -> CarliniWagnerL2 {
    var attack = CarliniWagnerL2()
    (attack.steps, attack.initialWeight) = (steps, 0.1)
    return attack
  }

  @Test("on a linear model the nearest border is found: the margin over ‖w‖₂, or ‖w‖₁ for L∞")
  func linear() throws {
    let cases: [(attack: any Attack, norm: Norm, dual: Norm, excess: Float)] = [
      (DeepFool(), .l2, .l2, 1.03), (DeepFool(), .linf, .l1, 1.03),
      (Self.carliniWagnerL2(), .l2, .l2, 1.03), (CarliniWagnerLinf(), .linf, .l1, 1.15),
    ]
    for (attack, norm, dual, excess) in cases {
      try expectNearest(attack, norm, dual, Self.linear, excess)
    }
    // Its loss weighs all other classes, so the nearest border is its aim only where there is one.
    try expectNearest(BoxConstrainedLBFGS(), .l2, .l2, Self.pair, 1.02)
  }

  private func expectNearest(
    _ attack: any Attack, _ norm: Norm, _ dual: Norm, _ network: Network, _ excess: Float
  ) throws {
    let result = try AttackRun(
      attack, within: ThreatModel(norm: norm, epsilon: .infinity), labels: .predicted)(
        on: network, Self.grey)
    #expect(result.fallen == Self.grey.count)
    for (index, size) in result.sizes.enumerated() {
      let least = Self.distance(Self.grey.image(index), dual, network)
      #expect(
        size[norm] >= least * 0.999 && size[norm] <= least * excess + 3e-4,
        "\(attack.name) in \(norm): \(size[norm]) against \(least)")
    }
  }

  @Test("where one pixel decides, the attack in L0 changes that pixel alone")
  func onePixel() throws {
    var weights = Matrix(rows: 2, columns: 9, repeating: 0.1)
    (weights[0, 4], weights[1, 4]) = (2, -2)
    for column in 5..<9 { weights[1, column] = 0.15 }
    let network = Network(
      inputShape: ImageShape(height: 3, width: 3),
      layers: [.dense(Dense(weights: weights, biases: [0, 0]))])
    let data = Dataset(
      name: "nine", shape: ImageShape(height: 3, width: 3),
      pixels: [0, 255, 100, 30, 60, 90, 200, 255, 0], labels: [0], classes: 2)
    var attack = CarliniWagnerL0()
    attack.steps = 200
    let result = try AttackRun(attack, within: ThreatModel(norm: .l0, epsilon: .infinity))(
      on: network, data)
    // Were pixels left where the change of variables put them, all nine would count.
    #expect(result.sizes.map(\.l0) == [1])
  }

  @Test("without a range in the threat model, pixels stay in 0…1")
  func box() throws {
    let image = Dataset(
      name: "dark", shape: ImageShape(height: 1, width: 2), pixels: [40, 0], labels: [0],
      classes: 2)
    // Two pixels' difference of 40/255 is bridged most cheaply by taking half of it from each.
    for attack: any Attack in [Self.carliniWagnerL2(), BoxConstrainedLBFGS()] {
      let result = try AttackRun(attack, within: ThreatModel(norm: .l2, epsilon: .infinity))(
        on: AdversarialSearchTests.pair, image)
      guard case .fallen(let example, _) = result.outcomes[0] else {
        Issue.record("\(attack.name) finds nothing")
        continue
      }
      #expect(example.pixels.allSatisfy { (0...1).contains($0) })
    }
  }

  @Test("what counts leads by the confidence asked for")
  func confidence() throws {
    var attack = Self.carliniWagnerL2(200)
    attack.confidence = 0.5
    let network = AttackRunTests.network
    let threat = ThreatModel(norm: .l2, epsilon: .infinity, range: 0...1)
    let sure = try AttackRun(attack, within: threat)(on: network, AttackRunTests.data)
    for (index, outcome) in sure.outcomes.enumerated() {
      guard case .fallen(let example, _) = outcome else { continue }
      let scores = network.logits(Matrix(row: example.pixels)).values
      let others = scores.indices.filter { $0 != AttackRunTests.data.label(index) }
      let best = others.map { scores[$0] }.max() ?? 0
      #expect(best - scores[AttackRunTests.data.label(index)] >= 0.5 - 1e-4)
    }
    attack.confidence = 0
    let bare = try AttackRun(attack, within: threat)(on: network, AttackRunTests.data)
    #expect(sure.fallen > 0)
    let (far, near) = (try #require(sure.meanSize(.l2)), try #require(bare.meanSize(.l2)))
    #expect(far > near)
  }

  @Test("stopping where the loss stalls asks less, and finds nearly the same")
  func stopsEarly() throws {
    var attack = Self.carliniWagnerL2(200)
    let threat = ThreatModel(norm: .l2, epsilon: .infinity, range: 0...1)
    let early = try AttackRun(attack, within: threat)(on: AttackRunTests.network, Self.grey)
    attack.stopsEarly = false
    let late = try AttackRun(attack, within: threat)(on: AttackRunTests.network, Self.grey)
    #expect(late.fallen > 0 && early.fallen == late.fallen)
    #expect(early.queries.reduce(0, +) < late.queries.reduce(0, +))
    let (a, b) = (try #require(early.meanSize(.l2)), try #require(late.meanSize(.l2)))
    #expect(a < 1.03 * b)
  }

  @Test("cross-entropy hides failures that a margin finds")
  func saturation() throws {
    // Scores a thousand times as large: softmax is so sure that its gradient is 0.
    let trained = AttackRunTests.network
    var loud = trained
    loud.layers[loud.layers.count - 1].modifyParameters { layer in layer.scale(by: 1000) }
    let data = AttackRunTests.data
    let threat = ThreatModel(epsilon: 0.15, range: 0...1)
    func fallen(_ attack: some Attack, _ network: Network, _ threat: ThreatModel) throws -> Int {
      try AttackRun(attack, within: threat)(on: network, data).fallen
    }
    var descent = ProjectedGradientDescent()
    descent.restarts = 0
    let plain = try fallen(descent, trained, threat)
    #expect(plain > data.count / 2)
    #expect(try fallen(descent, loud, threat) < plain / 2)
    descent.loss = .margin
    #expect(try fallen(descent, loud, threat) >= plain)
    let far = ThreatModel(norm: .l2, epsilon: .infinity, range: 0...1)
    let all = try AttackRun(DeepFool(), within: far)(on: trained, data).attacked
    #expect(try fallen(Self.carliniWagnerL2(100), loud, far) == all)
    #expect(try fallen(BoxConstrainedLBFGS(), loud, far) == all)
  }

  @Test("gradients of several functions from one pass are those of a pass for each")
  func severalGradients() {
    for network in [Fixtures.network(), Fixtures.radialBasisNetwork()] {
      let images = Fixtures.quarters(5).images(0..<5)
      func slopes(_ place: Int, _ scores: inout Matrix) {
        for row in 0..<5 {
          for column in 0..<4 { scores[row, column] = column == place ? scores[row, column] : 1 }
        }
      }
      var gradients = Array(repeating: Matrix(rows: 5, columns: 36), count: 3)
      let scores = network.inputGradients(images, into: &gradients, slopes)
      #expect(scores == network.logits(images))
      for place in gradients.indices {
        var single = Matrix(rows: 5, columns: 36)
        _ = network.inputGradient(images, into: &single) { slopes(place, &$0) }
        #expect(gradients[place] == single)
      }
    }
  }
}
