import Foundation
import Testing

@testable import Engine

@Suite("Fooling images")
struct FoolingRunTests {
  private static let network = Fixtures.trained()

  private func finished(
    _ settings: FoolingSettings, seed: UInt64 = 1, watch: (FoolingRun) -> Void = { _ in }
  ) throws -> FoolingRun {
    var generator = SeededGenerator(seed: seed)
    var run = try FoolingRun(settings, of: Self.network, using: &generator)
    watch(run)
    while !run.isFinished {
      run.advance(using: &generator)
      watch(run)
    }
    return run
  }

  @Test(
    "each method makes the model sure of each class, from nothing",
    arguments: FoolingMethod.allCases, 0..<4)
  func reaches(method: FoolingMethod, target: Int) throws {
    let run = try finished(FoolingSettings(method, target: target))
    #expect(run.hasSucceeded)
    let image = Matrix(row: run.best.pixels)
    let confidence = Self.network.confidences(image)[0, target]
    #expect(abs(confidence - run.best.confidence) < 1e-5 && confidence >= 0.99)
    #expect(run.best.pixels.allSatisfy { (0...1).contains($0) })
  }

  @Test("the confidence of the best never falls", arguments: FoolingMethod.allCases)
  func rises(method: FoolingMethod) throws {
    var settings = FoolingSettings(method, target: 2)
    (settings.confidence, settings.rounds, settings.stepSize) = (1.1, 60, 2)
    var confidences: [Float] = []
    let run = try finished(settings) { confidences.append($0.best.confidence) }
    #expect(confidences == confidences.sorted() && confidences.count == 61)
    #expect(run.round == 60 && !run.hasSucceeded, "no confidence is above 1")
    #expect(run.queries == 61 * (method == .ascent ? 1 : settings.children))
    #expect(confidences[60] > confidences[0])
  }

  @Test(
    "the same seed gives the same image, another seed another", arguments: FoolingMethod.allCases)
  func replay(method: FoolingMethod) throws {
    var settings = FoolingSettings(method, target: 1)
    settings.rounds = 20
    let first = try finished(settings, seed: 3).best
    #expect(try finished(settings, seed: 3).best == first)
    #expect(try finished(settings, seed: 4).best != first)
  }

  @Test("what can't be made is said at the start")
  func refusals() {
    struct Opaque: Classifier {
      let inputShape = ImageShape(height: 6, width: 6)
      let classes = 4
      func logits(_ images: Matrix) -> Matrix { Matrix(rows: images.rows, columns: 4) }
    }
    var generator = SeededGenerator(seed: 1)
    #expect(
      throws: AttackError.needsGradients(attack: "ascent", alternatives: ["evolution", "cppn"])
    ) { try FoolingRun(FoolingSettings(.ascent, target: 0), of: Opaque(), using: &generator) }
    #expect(throws: AttackError.unknownTarget(4, classes: 4)) {
      try FoolingRun(FoolingSettings(.cppn, target: 4), of: Opaque(), using: &generator)
    }
  }
}

@Suite("Genomes of images")
struct ImageGenomeTests {
  private let shape = ImageShape(channels: 2, height: 5, width: 7)

  @Test("a pattern is a function of place: a hand-made one is what its formula says")
  func pattern() {
    // sin(2x + d), seen through the logistic function.
    let network = PatternNetwork(
      units: [
        .init(
          function: .sine,
          connections: [.init(source: 0, weight: 2), .init(source: 2, weight: 1)]),
        .init(function: .linear, connections: [.init(source: 4, weight: 3)]),
      ], outputs: 1)
    let pixels = network.pixels(ImageShape(height: 3, width: 3))
    // Pixel (0, 2) is at x = 1, y = −1.
    let value = 3 * sin(2 + 2.0.squareRoot())
    #expect(abs(Double(pixels[2]) - 1 / (1 + exp(-value))) < 1e-6)
    #expect(abs(pixels[4] - 0.5) < 1e-6, "the centre is at 0, 0")
  }

  @Test("however often it changes, each unit takes from earlier ones alone, never from outputs")
  func structure() {
    var generator = SeededGenerator(seed: 8)
    var network = PatternNetwork.random(shape, using: &generator)
    for round in 0..<500 {
      network = network.mutated(
        FoolingSettings(.cppn, target: 0), round: round, using: &generator)
      for (place, unit) in network.units.enumerated() {
        let earlier = PatternNetwork.inputs + min(place, network.hidden)
        #expect(unit.connections.allSatisfy { (0..<earlier).contains($0.source) })
        #expect(Set(unit.connections.map(\.source)).count == unit.connections.count)
      }
    }
    #expect(network.hidden > 5 && network.outputs == 2)
    #expect(network.pixels(shape).count == shape.pixels)
  }

  @Test("a linear unit in the middle of a connection changes nothing")
  func neutral() {
    var generator = SeededGenerator(seed: 9)
    var network = PatternNetwork.random(shape, using: &generator)
    for _ in 0..<6 {
      let before = network.pixels(shape)
      let known = network
      network.addUnit(using: &generator)
      for index in network.units.indices
      where network.units[index].connections.count == 1 {
        network.units[index].function = .linear
      }
      #expect(network.units.count == known.units.count + 1)
      #expect(largestDifference(network.pixels(shape), before) < 1e-5)
    }
  }

  @Test("polynomial mutation is symmetric, within 1, and smaller the larger its index")
  func polynomial() {
    for uniform in [0, 0.1, 0.3, 0.4999] as [Float] {
      let change = PixelGenome.polynomialChange(15, uniform)
      #expect((-1...0).contains(change))
      #expect(abs(change + PixelGenome.polynomialChange(15, 1 - uniform)) < 1e-6)
      #expect(abs(PixelGenome.polynomialChange(60, uniform)) <= abs(change))
    }
    // (2 · 0.1)^(1/2) − 1.
    #expect(abs(PixelGenome.polynomialChange(1, 0.1) + 0.552_786) < 1e-5)
  }

  @Test("the share of pixels that change is halved every 1000 rounds")
  func rate() {
    var generator = SeededGenerator(seed: 10)
    let shape = ImageShape(height: 100, width: 100)
    let genome = PixelGenome(values: Array(repeating: 0.5, count: shape.pixels))
    for (round, share) in [(0, 0.1), (999, 0.1), (1000, 0.05), (3000, 0.0125)] {
      let child = genome.mutated(
        FoolingSettings(.evolution, target: 0), round: round, using: &generator)
      let changed = zip(child.values, genome.values).count { $0 != $1 }
      #expect(abs(Double(changed) / 10_000 - share) < 0.01)
    }
  }
}
