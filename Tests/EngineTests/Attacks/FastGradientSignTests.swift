import Testing

@testable import Engine

@Suite("Fast gradient sign")
struct FastGradientSignTests {
  private let network = Fixtures.trained()
  private let data = Fixtures.quarters(200, seed: 4)

  @Test("on a linear model it is the closed form x + ε·sign(W ᵀ(q − y))")
  func linear() {
    let linear = Fixtures.network(hidden: [])
    let image = data.image(0)
    let label = data.label(0)
    let adversarial = FastGradientSign().perturb(
      image, labels: [label], of: linear, within: ThreatModel(epsilon: 0.07))
    var difference = linear.confidences(image).values
    difference[label] -= 1
    for pixel in 0..<36 {
      let slope = (0..<4).reduce(Float(0)) {
        $0 + difference[$1] * linear.dense[0].weights[$1, pixel]
      }
      let expected = image.values[pixel] + (slope > 0 ? 0.07 : -0.07)
      #expect(abs(adversarial.values[pixel] - expected) < 1e-6)
    }
  }

  @Test("every pixel moves by ε, up or down, and stays within the ball")
  func distance() {
    let images = data.images(0..<200)
    let threat = ThreatModel(epsilon: 0.1)
    let proposal = FastGradientSign().perturb(
      images, labels: (0..<200).map(data.label), of: network, within: threat)
    for (x, y) in zip(images.values, proposal.values) { #expect(abs(abs(x - y) - 0.1) < 1e-6) }
    #expect(threat.project(proposal, around: images) == proposal)
  }

  @Test("ε = 0 returns the images")
  func zero() {
    let images = data.images(0..<3)
    let result = FastGradientSign().perturb(
      images, labels: [0, 1, 2], of: network, within: ThreatModel(epsilon: 0))
    #expect(result == images)
  }

  @Test("the loss grows along the direction")
  func lossGrows() {
    let images = data.images(0..<50)
    let labels = (0..<50).map(data.label)
    let result = FastGradientSign().perturb(
      images, labels: labels, of: network, within: ThreatModel(epsilon: 0.02))
    var memory = Backpropagation(network)
    let before = memory.runToParameters(network, images: images, labels: labels, scale: 1).loss
    let after = memory.runToParameters(network, images: result, labels: labels, scale: 1).loss
    #expect(after > before)
  }

  @Test("the sign of 0 is 0")
  func sign() {
    let signs = FastGradientSign.direction(Matrix(row: [-2, 0, 1e-30, -0.0]))
    #expect(signs.values == [-1, 0, 1, 0])
  }

  @Test("clipping holds pixels to 0…1, and is off unless asked for")
  func clipping() {
    let images = Matrix(rows: 1, columns: 4, values: [0, 0.05, 0.98, 1])
    let candidate = Matrix(rows: 1, columns: 4, values: [-0.1, 0.15, 1.08, 1.1])
    let free = ThreatModel(epsilon: 0.1)
    #expect(free.project(candidate, around: images).values == candidate.values)
    let clipped = ThreatModel(epsilon: 0.1, range: 0...1)
    #expect(clipped.project(candidate, around: images).values == [0, 0.15, 1, 1])
  }

  @Test("an attack that goes too far is held to the ball")
  func projection() {
    let image = Matrix(row: [0.5, 0.5])
    let projected = ThreatModel(epsilon: 0.25).project(Matrix(row: [9, -9]), around: image)
    #expect(projected.values == [0.75, 0.25])
  }

  @Test("robust accuracy falls as ε grows, and at ε = 0 is accuracy")
  func robust() throws {
    func robust(_ epsilon: Float) throws -> Double {
      try #require(
        try robustAccuracy(
          of: network, on: data, against: FastGradientSign(),
          within: ThreatModel(epsilon: epsilon))
      ).fraction
    }
    let clean = try #require(accuracy(of: network, on: data)).fraction
    #expect(try robust(0) == clean)
    #expect(try robust(0.1) < clean)
    #expect(try robust(0.5) < 0.2)
  }

  @Test("an attack cannot make a misread image count as right")
  func judge() throws {
    /// Cheats: hands back an image of another class, which the network reads as the label.
    struct Helper: TestAttack {
      var images: [Matrix] = []
      func run(
        _ search: inout AdversarialSearch, using generator: inout SeededGenerator
      ) throws(AttackCancelled) {
        let values = search.labels.flatMap { images[$0].values }
        _ = try search.scores(
          at: Matrix(rows: search.labels.count, columns: search.originals.columns, values: values))
      }
    }
    // One seed under which an untrained network reads an image as each class, but many wrong.
    let wrong = try #require(
      (0..<200).lazy.map { Fixtures.network(seed: $0) }.first { network in
        Set(network.predictions(data.images(0..<data.count))).count == 4
      })
    let readings = wrong.predictions(data.images(0..<data.count))
    let examples = try (0..<4).map { data.image(try #require(readings.firstIndex(of: $0))) }
    let clean = try #require(accuracy(of: wrong, on: data))
    #expect(clean.fraction < 0.9)
    let helped = try #require(
      try robustAccuracy(
        of: wrong, on: data, against: Helper(images: examples), within: ThreatModel(epsilon: 1)))
    #expect(helped.correct == clean.correct)
  }

  @Test("a cancelled evaluation has no result")
  func cancelled() {
    #expect(accuracy(of: network, on: data, isCancelled: { true }) == nil)
  }

  @Test("a pixel that is not a number is held to the original")
  func notANumber() {
    let image = Matrix(row: [0.5, 0.25])
    let threat = ThreatModel(epsilon: 0.1, range: 0...1)
    #expect(threat.project(Matrix(row: [.nan, 9]), around: image).values == [0.5, 0.35])
  }

  @Test("an attack gains nothing by handing back what is no image")
  func noImage() throws {
    struct Nonsense: TestAttack {
      func run(
        _ search: inout AdversarialSearch, using generator: inout SeededGenerator
      ) throws(AttackCancelled) {
        var images = search.originals
        for index in images.values.indices { images.values[index] = .nan }
        _ = try search.scores(at: images)
      }
    }
    let robust = try robustAccuracy(
      of: network, on: data, against: Nonsense(), within: ThreatModel(epsilon: 0.1))
    #expect(robust == accuracy(of: network, on: data))
  }

  @Test("a distance that is negative or no number is a programmer's error")
  func distances() async {
    await #expect(processExitsWith: .failure) { _ = ThreatModel(epsilon: -0.1) }
    await #expect(processExitsWith: .failure) { _ = ThreatModel(epsilon: .nan) }
  }
}
