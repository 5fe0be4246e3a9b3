import Testing

@testable import Engine

@Suite("Images that attacks leave behind")
struct AttackImagesTests {
  private static let network = Fixtures.trained()
  /// Images of which some are misread, having labels that are wrong.
  private static let data: Dataset = {
    var data = Fixtures.quarters(300, seed: 4)
    for index in stride(from: 0, to: 300, by: 20) {
      data.labels[index] = (data.labels[index] + 1) % 4
    }
    return data
  }()

  private func collect(
    _ run: AttackRun, _ result: AttackResult
  ) throws -> Matrix {
    var values: [Float] = []
    var next = 0
    try run.images(of: Self.data, after: result, on: Self.network) { range, images in
      #expect(range.lowerBound == next && images.rows == range.count)
      next = range.upperBound
      values += images.values
    }
    #expect(next == Self.data.count)
    return Matrix(rows: next, columns: Self.data.shape.pixels, values: values)
  }

  @Test("FGSM moves every image along its sign, also those that withstand or are misread anyway")
  func fastGradientSign() throws {
    let threat = ThreatModel(epsilon: 0.05, range: 0...1)
    let run = try AttackRun(FastGradientSign(), within: threat)
    let result = try run(on: Self.network, Self.data)
    let (images, labels) = (
      Self.data.images(0..<Self.data.count), (0..<Self.data.count).map(Self.data.label)
    )
    let expected = threat.project(
      FastGradientSign().perturb(images, labels: labels, of: Self.network, within: threat),
      around: images)
    #expect(result.outcomes.contains(.withstood) && result.outcomes.contains(.misreadAsItIs))
    #expect(largestDifference(try collect(run, result).values, expected.values) < 1e-6)
  }

  @Test("an attack that goes by chance tries the same images again")
  func replay() throws {
    let run = try AttackRun(
      ProjectedGradientDescent().setting("steps", to: 3), within: ThreatModel(epsilon: 0.1))
    let result = try run(on: Self.network, Self.data)
    let images = try collect(run, result)
    #expect(images == (try collect(run, result)))
    let readings = Self.network.predictions(images)
    #expect(result.fallen > 0 && result.fallen < result.attacked)
    for (index, outcome) in result.outcomes.enumerated() {
      let isRight = readings[index] == Self.data.label(index)
      switch outcome {
      case .fallen(let example, _):
        #expect(Array(images.row(index)) == example.pixels && !isRight)
      case .withstood:
        // It was tried, in vain.
        #expect(Array(images.row(index)) != Self.data.image(index).values && isRight)
      default: break
      }
    }
  }

  @Test("as bytes, every surviving image is read wrong, and those that withstood are as they were")
  func rounding() throws {
    let run = try AttackRun(
      FastGradientSign(), within: ThreatModel(epsilon: 0.2, range: 0...1))
    let result = try run(on: Self.network, Self.data)
    let (images, surviving) = run.rounded(result, of: Self.data, on: Self.network)
    let readings = Self.network.predictions(images.images(0..<images.count))
    var wrong = 0
    for (index, outcome) in result.outcomes.enumerated() {
      if case .fallen(let example, _) = outcome {
        wrong += readings[index] == Self.data.label(index) ? 0 : 1
        #expect(largestDifference(images.image(index).values, example.pixels) <= 0.501 / 255)
      } else {
        #expect(images.image(index) == Self.data.image(index))
      }
    }
    #expect(surviving == wrong && surviving > 0)
    #expect(images.labels == Self.data.labels)
  }

  @Test("rounding undoes a change of less than half a step")
  func undone() throws {
    struct Nudge: Attack {
      static let name = "nudge"
      static let summary = "Changes every pixel a little"
      static let source = "none"
      static let access = AttackAccess.scores
      static let norms = [Norm.linf]
      func run(
        _ search: inout AdversarialSearch, using generator: inout SeededGenerator
      ) throws(AttackCancelled) {
        var images = search.originals
        images.add(search.originals, times: 1e-3)
        _ = try search.scores(at: images)
      }
    }
    /// Reads any change at all as another class.
    struct Suspicious: Classifier {
      let inputShape = ImageShape(height: 6, width: 6)
      let classes = 4
      func logits(_ images: Matrix) -> Matrix {
        var scores = Matrix(rows: images.rows, columns: 4)
        for row in 0..<images.rows {
          let isByte = images.row(row).allSatisfy { abs($0 * 255 - ($0 * 255).rounded()) < 1e-3 }
          scores[row, isByte ? 0 : 1] = 1
        }
        return scores
      }
    }
    var data = Fixtures.quarters(8)
    data.labels = Array(repeating: 0, count: 8)
    let run = try AttackRun(Nudge(), within: ThreatModel(epsilon: 0.1))
    let result = try run(on: Suspicious(), data)
    #expect(result.fallen == 8)
    let (images, surviving) = run.rounded(result, of: data, on: Suspicious())
    #expect(surviving == 0 && images == data)
  }

  @Test("images that are written are read back, byte for byte")
  func writing() throws {
    let directory = try TemporaryDirectory()
    for shape in [Self.data.shape, ImageShape(channels: 3, height: 4, width: 3)] {
      let path = directory.path("images-\(shape.channels).idx.gz")
      let pixels = Array(Self.data.pixels.prefix(36 * 50))
      try IDXFile.write(images: pixels, shape: shape, to: path)
      let file = try IDXFile(path: path, expecting: .images)
      #expect(file.elements == pixels && file.imageShape == shape && file.count == 50)
    }
  }

  @Test("a target that is every image's label is an error, one that is some images' is counted")
  func targets() throws {
    let target = Self.data.label(0)
    let run = try AttackRun(
      FastGradientSign(), within: ThreatModel(epsilon: 0.1), goal: .target(target))
    #expect(throws: AttackError.targetIsLabel(target)) {
      try run(on: Self.network, Self.data.prefix(1))
    }
    let result = try run(on: Self.network, Self.data)
    #expect(
      result.outcomes.count { $0 == .leftOut }
        == (0..<Self.data.count).count { Self.data.label($0) == target })
  }

  @Test("a cancelled attack bounds what it would have come to")
  func bounds() throws {
    let asked = Guarded(0)
    let attack = try ProjectedGradientDescent().setting("steps", to: 30)
    let run = try AttackRun(attack, within: ThreatModel(epsilon: 0.06))
    let whole = try run(on: Self.network, Self.data)
    let part = try run(
      on: Self.network, Self.data, asked: { images in asked.withLock { $0 += images } },
      isCancelled: { asked.withLock { $0 > 1000 } })
    #expect(part.isPartial && !whole.isPartial)
    #expect(part.robustnessBounds.contains(whole.robustness.fraction))
    #expect(part.robustnessBounds.lowerBound < part.robustnessBounds.upperBound)
    #expect(whole.robustnessBounds.lowerBound == whole.robustness.fraction)
    #expect(whole.robustnessBounds.upperBound == whole.robustness.fraction)
  }

  @Test("the median distance is the one in the middle")
  func median() {
    func fallen(_ pixel: Float) -> AttackResult.Outcome {
      .fallen(
        AdversarialExample(pixels: [pixel], reading: 1, size: pixel),
        PerturbationSize(from: [0], to: [pixel]))
    }
    var result = AttackResult(
      attack: "test", threat: ThreatModel(epsilon: 1), goal: .untargeted,
      outcomes: [fallen(0.75), .withstood, fallen(0.25), fallen(0.5)], queries: [1, 1, 1, 1])
    #expect(result.medianSize(.linf) == 0.5 && result.meanSize(.linf) == 0.5)
    result.outcomes = [.withstood]
    #expect(result.medianSize(.l2) == nil)
  }
}
