import Testing

@testable import Engine

@Suite("What an attack makes of an image for every ε")
struct AttackCurveTests {
  private static let data = Fixtures.quarters(60, seed: 2)

  /// A network without hidden layers: its scores are linear in the pixels.
  private static let linear: Network = {
    var generator = SeededGenerator(seed: 4)
    return Network(
      inputShape: ImageShape(height: 6, width: 6), hidden: [], classes: 4, using: &generator)
  }()

  /// The place of an image that a network reads right.
  private static func readRight(_ network: Network) -> Int {
    (0..<data.count).first { network.predictions(data.image($0))[0] == data.label($0) } ?? 0
  }

  private func choice(_ kind: any Attack.Type, _ norm: Norm? = nil) -> AttackChoice {
    var choice = AttackCurve.choice(kind)
    choice.norm = norm ?? choice.norm
    return choice
  }

  private func whole(
    _ choice: AttackChoice, of network: Network, clipped: Bool = false, index: Int,
    upTo end: Float
  ) throws -> AttackCurve {
    let curve = try AttackCurve(
      whole: choice, isClipped: clipped, of: network, Self.data, index: index,
      within: AttackCurve.grid(upTo: end, in: choice.norm))
    return try #require(curve)
  }

  @Test("FGSM's curve on two classes of a linear model is the ray's, at every ε")
  func ray() throws {
    // With two classes the margin is linear, and the ray its steepest ascent.
    var generator = SeededGenerator(seed: 4)
    let data = Dataset(
      name: "pairs", shape: Self.data.shape, pixels: Array(Self.data.pixels.prefix(36 * 8)),
      labels: (0..<8).map { UInt8($0 % 2) }, classes: 2)
    let network = Network(
      inputShape: data.shape, hidden: [], classes: 2, using: &generator)
    for index in 0..<8 {
      let ray = Exploration(network, data, index: index, clipped: false).ray
      let label = data.label(index)
      for kind in [FastGradientSign.self, ProjectedGradientDescent.self] as [any Attack.Type] {
        let whole = try AttackCurve(
          whole: choice(kind), isClipped: false, of: network, data, index: index,
          within: AttackCurve.grid(upTo: 0.5, in: .linf))
        let curve = try #require(whole)
        #expect(curve.points.count == 51)
        for point in curve.points {
          let expected = ray.confidences(at: point.epsilon)
          #expect(largestDifference(point.confidences, expected) < 1e-4)
          #expect(abs(point.size - point.epsilon) < 1e-5)
        }
        // The margin is −a + bε, so it changes its sign at a/b.
        let (start, end) = (ray.logits(at: [0]), ray.logits(at: [1]))
        let lead = start[0, label] - start[0, 1 - label]
        let fall = lead - (end[0, label] - end[0, 1 - label])
        let exact = max(0, lead / fall)
        if exact < 0.49 {
          let found = try #require(curve.minimalEpsilon)
          #expect(found >= exact - 1e-5 && found <= exact + 0.01 + 1e-5)
        }
      }
    }
  }

  @Test(
    "the margin never falls as ε grows, and what is shown lies within ε",
    arguments: [
      ("pgd", Norm.linf), ("pgd", .l2), ("bim", .l2), ("square", .linf), ("apgd-dlr", .linf),
      ("gaussian-noise", .l2), ("uniform-noise", .linf), ("one-pixel", .l0), ("apgd-t", .l2),
    ], [false, true])
  func monotone(attack: (name: String, norm: Norm), clipped: Bool) throws {
    let network = Fixtures.trained()
    let kind = try #require(AttackCurve.attacks.first { $0.name == attack.name })
    var choice = choice(kind, attack.norm)
    for place in choice.settings.indices {
      let most = ["queries": 200.0, "population": 20, "generations": 10, "repeats": 10]
      choice.settings[place].value =
        most[choice.settings[place].name] ?? choice.settings[place].value
    }
    let ends: [Norm: Float] = [.linf: 0.5, .l2: 2, .l0: 10]
    let index = Self.readRight(network)
    let curve = try whole(
      choice, of: network, clipped: clipped, index: index, upTo: ends[attack.norm] ?? 1)
    #expect(zip(curve.points, curve.points.dropFirst()).allSatisfy { $0.margin <= $1.margin })
    #expect(zip(curve.points, curve.points.dropFirst()).allSatisfy { $0.epsilon < $1.epsilon })
    #expect(curve.points[0].image == curve.original && curve.points[0].size == 0)
    #expect((curve.points.last?.margin ?? 0) > curve.points[0].margin)
    for point in curve.points {
      let size = attack.norm(curve.perturbation(at: point))
      #expect(abs(size - point.size) < 1e-4 && size <= point.epsilon + 1e-5)
      #expect(!clipped || point.image.allSatisfy { (-1e-6...1 + 1e-6).contains($0) })
      let scores = network.logits(Matrix(row: point.image))
      #expect(largestDifference(softmax(scores).values, point.confidences) < 1e-4)
      #expect(point.reading == scores.argmaxOfRows()[0])
      #expect(point.isAdversarial == (point.reading != curve.label))
    }
  }

  @Test("past its first success an attack goes on to make the reading surer")
  func goesOn() throws {
    let network = Fixtures.trained()
    let index = Self.readRight(network)
    let curve = try whole(
      choice(ProjectedGradientDescent.self), of: network, index: index, upTo: 1)
    let found = try #require(curve.points.last)
    var ball = choice(ProjectedGradientDescent.self)
    ball.epsilon = 1
    let first = try ball.run(isClipped: false)(on: network, Self.data.prefix(index + 1))
    guard case .fallen(let example, _) = first.outcomes[index] else {
      Issue.record("a ball this large holds an adversarial image")
      return
    }
    let fallen = network.confidences(Matrix(row: example.pixels)).values[curve.label]
    #expect(found.confidences[curve.label] < fallen / 2)
  }

  @Test("what stands at an ε does not depend on the order in which they are tried")
  func order() throws {
    let network = Fixtures.trained()
    let index = Self.readRight(network)
    var noise = choice(UniformNoise.self)
    // So few draws that a larger ball often does worse.
    noise.settings[0].value = 1
    let grid = AttackCurve.grid(upTo: 0.5, in: .linf)
    let whole = try whole(noise, of: network, index: index, upTo: 0.5)
    var generator = SeededGenerator(seed: 9)
    for order in [grid.reversed(), grid.shuffled(using: &generator)] {
      var curve = AttackCurve(noise, isClipped: false, of: network, Self.data, index: index)
      for epsilon in order {
        if let point = try curve.find(within: epsilon, on: network, isCancelled: { false }) {
          curve.insert(point)
        }
      }
      #expect(curve == whole)
    }
    // Some images come from smaller balls; otherwise this would prove little.
    #expect(Set(whole.points.map(\.image)).count < whole.points.count)
  }

  @Test("ε is tried where it is looked at, then from coarse to fine, then at the boundary")
  func next() throws {
    let network = Fixtures.trained()
    var curve = AttackCurve(
      choice(FastGradientSign.self), isClipped: false, of: network, Self.data,
      index: Self.readRight(network))
    var tried: [Float] = []
    while let next = curve.next(at: 0.123, upTo: 0.5) {
      tried.append(next)
      let point = try curve.find(within: next, on: network, isCancelled: { false })
      curve.insert(try #require(point))
    }
    let first: [Float] = [0.123, 0.5, 0.25, 0.12, 0.37, 0.06]
    #expect(Array(tried.prefix(6)) == first)
    #expect(curve.progress(upTo: 0.5) == (51, 51))
    // 50 of the grid, as 0 is known, the one looked at, and at most three to halve a gap of 5 steps.
    #expect((51...54).contains(tried.count) && Set(tried).count == tried.count)
    let fallen = try #require(curve.minimalEpsilon)
    let before = try #require(curve.points.last { $0.epsilon < fallen })
    #expect(!before.isAdversarial && fallen - before.epsilon <= 1.5 * 0.002)
    // Another range keeps what is known of it.
    #expect(curve.progress(upTo: 1).done >= 26)
    #expect(curve.next(at: 0.123, upTo: 1) == 1)
  }

  @Test("a grid has both ends, in L0 whole pixels, and lies on the slider's steps")
  func grids() {
    for (end, norm) in [(Float(0.05), Norm.linf), (0.25, .linf), (1, .linf), (2, .l2)] {
      let grid = AttackCurve.grid(upTo: end, in: norm)
      #expect(grid.count == 51 && grid.first == 0 && abs((grid.last ?? 0) - end) < 1e-6)
      let step = AttackCurve.step(upTo: end, in: norm)
      for (place, epsilon) in grid.enumerated() {
        #expect(AttackCurve.rounded(Float(5 * place) * step) == epsilon)
      }
    }
    #expect(AttackCurve.grid(upTo: 10, in: .l0) == (0...10).map(Float.init))
    #expect(AttackCurve.grid(upTo: 200, in: .l0) == (0...50).map { Float(4 * $0) })
    #expect(AttackCurve.step(upTo: 200, in: .l0) == 1)
  }

  @Test("an attack that can't be made says why, and is not tried")
  func failing() {
    var choice = choice(ProjectedGradientDescent.self)
    choice.norm = .l0
    let curve = AttackCurve(
      choice, isClipped: false, of: Self.linear, Self.data, index: 0)
    let error = AttackError.unsupportedNorm(attack: "pgd", norm: .l0, supported: [.linf, .l2])
    #expect(curve.failure == "\(error)" && curve.next(at: 0.1, upTo: 1) == nil)
    #expect(curve.points.isEmpty && curve.minimalEpsilon == nil)
  }

  @Test("every attack that stays within ε is offered, and the one-pixel attack uses all of it")
  func attacks() throws {
    #expect(AttackCurve.attacks.allSatisfy { $0.aim == .ball })
    #expect(AttackCurve.attacks.map { $0.name }.first == "fgsm")
    let pixels = AttackCurve.choice(OnePixel.self).settings.first { $0.name == "pixels" }
    #expect((pixels?.value ?? 0) >= 784)
  }
}
