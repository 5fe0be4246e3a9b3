import Foundation
import Testing

@testable import Engine

@Suite("Photo transformations")
struct PhotoTransformationTests {
  private let shape = ImageShape(channels: 2, height: 6, width: 8)
  private let images: Matrix = {
    var generator = SeededGenerator(seed: 1)
    return Matrix(rows: 3, columns: 96, values: (0..<288).map { _ in generator.uniform() })
  }()

  private func apply(_ transformation: PhotoTransformation, _ images: Matrix, seed: UInt64 = 1)
    -> Matrix
  {
    var generator = SeededGenerator(seed: seed)
    return transformation(images, shape, using: &generator)
  }

  @Test("images keep their number and their range", arguments: PhotoTransformation.all)
  func range(transformation: PhotoTransformation) {
    let result = apply(transformation, images)
    #expect(result.rows == 3 && result.columns == 96)
    #expect(result.values.allSatisfy { (-1e-6...1 + 1e-6).contains($0) })
    #expect(result != images, "it does something")
  }

  @Test("each image is changed by itself", arguments: PhotoTransformation.all)
  func alone(transformation: PhotoTransformation) {
    if case .noise = transformation { return }
    let together = apply(transformation, images)
    for row in 0..<3 {
      #expect(apply(transformation, images.rows(row..<row + 1)).values == Array(together.row(row)))
    }
  }

  @Test("the least of each kind changes nothing")
  func identity() {
    for transformation in [
      .blur(0), .noise(0), .contrast(1), .brightness(0), .resampling(1), .rotation(0),
    ] as [PhotoTransformation] {
      #expect(largestDifference(apply(transformation, images).values, images.values) < 1e-6)
    }
  }

  @Test("grey stays grey where there is no edge to black")
  func grey() {
    let grey = Matrix(rows: 1, columns: 96, repeating: 0.4)
    for transformation in [.blur(1.5), .resampling(0.6), .resampling(0.3)]
      as [PhotoTransformation]
    {
      #expect(largestDifference(apply(transformation, grey).values, grey.values) < 1e-6)
    }
  }

  @Test("a blurred dot is the product of two normal kernels")
  func blur() {
    var dot = Matrix(rows: 1, columns: 96)
    dot[0, 3 * 8 + 4] = 1
    let blurred = apply(.blur(0.6), dot)
    let weights = [-2, -1, 0, 1, 2].map { exp(-Float($0 * $0) / (2 * 0.36)) }
    let total = weights.reduce(0, +)
    for dy in -2...2 {
      for dx in -2...2 {
        let expected = weights[dx + 2] * weights[dy + 2] / (total * total)
        #expect(abs(blurred[0, (3 + dy) * 8 + 4 + dx] - expected) < 1e-6)
      }
    }
    #expect(blurred.row(0)[48...].allSatisfy { $0 == 0 }, "the other channel stays black")
  }

  @Test("a quarter turn anticlockwise takes the right of the first row to its left")
  func rotation() {
    let square = ImageShape(height: 3, width: 3)
    let image = Matrix(row: [1, 2, 3, 4, 5, 6, 7, 8, 9].map { $0 / 10 })
    var generator = SeededGenerator(seed: 1)
    let turned = PhotoTransformation.rotation(90)(image, square, using: &generator)
    let expected: [Float] = [3, 6, 9, 2, 5, 8, 1, 4, 7].map { $0 / 10 }
    #expect(largestDifference(turned.values, expected) < 1e-5)
  }

  @Test("half the size is the mean of blocks, drawn large by interpolation")
  func resampling() {
    let line = ImageShape(height: 1, width: 4)
    var generator = SeededGenerator(seed: 1)
    let result = PhotoTransformation.resampling(0.5)(
      Matrix(row: [0, 0.4, 1, 0.6]), line, using: &generator)
    // The halves are 0.2 and 0.8, at ½ and 2½: between them, a quarter and three quarters.
    #expect(largestDifference(result.values, [0.2, 0.35, 0.65, 0.8]) < 1e-6)
    // Three quarters: each new pixel covers one old one and a third.
    let third = PhotoTransformation.resampling(0.75)(
      Matrix(row: [1, 0, 0, 0]), line, using: &generator)
    #expect(abs(third.values[0] - 0.75) < 1e-6)
  }

  @Test("shades are the nearest of those there are")
  func quantisation() {
    let image = Matrix(row: [0, 0.16, 0.17, 0.5, 0.84, 1])
    #expect(
      largestDifference(image.quantised(shades: 4).values, [0, 0, 1 / 3, 2 / 3, 1, 1]) < 1e-6)
    let bytes = Matrix(row: (0...255).map { Float($0) / 255 })
    #expect(largestDifference(bytes.quantised(shades: 256).values, bytes.values) < 1e-6)
  }

  @Test("noise replays from its seed")
  func noise() {
    #expect(apply(.noise(0.1), images, seed: 2) == apply(.noise(0.1), images, seed: 2))
    #expect(apply(.noise(0.1), images, seed: 2) != apply(.noise(0.1), images, seed: 3))
  }

  @Test("names are unique")
  func names() {
    #expect(
      Set(PhotoTransformation.all.map(\.name)).count == PhotoTransformation.all.count)
  }
}

@Suite("Destruction rate")
struct DestructionRateTests {
  /// One pixel: below ½ the reading is 0, above it 1.
  private let network = Network(
    inputShape: ImageShape(height: 1, width: 1),
    layers: [
      .dense(Dense(weights: Matrix(rows: 2, columns: 1, values: [0, 2]), biases: [1, 0]))
    ])

  /// Images of one pixel, with what an attack made of them.
  private func measure(
    _ pairs: [(clean: Float, label: UInt8, adversarial: Float?)], _ shift: Float
  ) -> DestructionRate? {
    let data = Dataset(
      name: "dots", shape: ImageShape(height: 1, width: 1),
      pixels: pairs.map { UInt8($0.clean * 255) }, labels: pairs.map(\.label), classes: 2)
    let outcomes = pairs.map { pair -> AttackResult.Outcome in
      guard let pixel = pair.adversarial else { return .withstood }
      return .fallen(
        AdversarialExample(pixels: [pixel], reading: pixel > 0.5 ? 1 : 0, size: 0),
        PerturbationSize(from: [pair.clean], to: [pixel]))
    }
    let result = AttackResult(
      attack: "hand", threat: ThreatModel(epsilon: 1), goal: .untargeted, outcomes: outcomes,
      queries: Array(repeating: 1, count: pairs.count))
    return DestructionRate.measure(
      result, of: network, on: data, under: [.brightness(shift)])?[0]
  }

  @Test("counts are those of Kurakin's formula, worked out by hand")
  func counts() throws {
    let rate = try #require(
      measure(
        [
          (0.2, 0, 0.55),  // destroyed by −0.1
          (0.2, 0, 0.9),  // survives
          (0.45, 0, 0.52),  // destroyed
          (0.55, 1, 0.4),  // survives, but the clean image is misread at −0.1
          (0.8, 1, nil),  // withstood
          (0.8, 0, 0.9),  // misread as it is
        ], -0.1))
    #expect(rate.adversarial == 4 && rate.destroyed == 2 && rate.rate == 0.5)
    #expect(rate.adversarialWhereClean == 3 && rate.destroyedWhereClean == 2)
    #expect(rate.rateWhereClean == 2.0 / 3)
  }

  @Test("without adversarial images there is no rate")
  func none() throws {
    let rate = try #require(measure([(0.2, 0, nil)], 0.1))
    #expect(rate.rate == nil && rate.rateWhereClean == nil)
  }

  @Test("what changes nothing destroys nothing; what blots out the image, not either")
  func extremes() throws {
    let data = Fixtures.quarters(150, seed: 4)
    let network = Fixtures.trained()
    let result = try AttackRun(
      FastGradientSign(), within: ThreatModel(epsilon: 0.3, range: 0...1))(on: network, data)
    let rates = try #require(
      DestructionRate.measure(
        result, of: network, on: data,
        under: [.noise(0), .brightness(-1), .blur(2), .noise(0.2)]))
    #expect(rates[0].adversarial == result.fallen && result.fallen > 20)
    #expect(rates[0].destroyed == 0)
    // Black images are all read alike: right for one label, whose images it both ruins and restores.
    #expect(rates[1].destroyed == rates[1].destroyedWhereClean)
    #expect(rates.allSatisfy { $0.destroyed <= $0.adversarial })
    #expect(
      DestructionRate.measure(result, of: network, on: data, under: [.noise(0.2)], seed: 5)
        == DestructionRate.measure(result, of: network, on: data, under: [.noise(0.2)], seed: 5))
  }
}
