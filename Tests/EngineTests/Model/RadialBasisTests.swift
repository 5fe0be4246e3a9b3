import Foundation
import Testing

@testable import Engine

@Suite("Radial basis functions")
struct RadialBasisTests {
  private let data = Fixtures.quarters(60)

  @Test("a unit's value is the Gaussian of the distance to its centre")
  func values() {
    let units = RadialBasis(
      centres: Matrix(rows: 2, columns: 2, values: [0, 0, 1, 0.5]), logPrecisions: [0, logf(4)])
    var output = Matrix(rows: 0, columns: 2)
    units.forward(Matrix(rows: 2, columns: 2, values: [1, 0.5, 0.6, 0.8]), into: &output)
    // −½·1·1.25 and 0; −½·1·1 and −½·4·0.25.
    let expected: [Float] = [-0.625, 0, -0.5, -0.5]
    #expect(largestDifference(output.values, expected) < 1e-6)
    #expect(output.values.allSatisfy { $0 <= 0 }, "no value is above 1")
  }

  @Test("scores are those of the definition in double precision")
  func logits() {
    let network = Fixtures.radialBasisNetwork()
    let scores = network.logits(data.images(0..<20))
    for index in 0..<20 {
      let exact = exactLogits(network, data.image(index).values.map(Double.init))
      #expect(largestDifference(scores.row(index), exact.map { Float($0) }) < 1e-5)
    }
  }

  @Test("units stand on images of the training set, each at most once")
  func centres() throws {
    var generator = SeededGenerator(seed: 7)
    let network = Network(
      .radialBasis(units: 60), for: TrainingSet(data), using: &generator)
    guard case .radialBasis(let units) = network.layers[0] else {
      Issue.record("the first layer has no Gaussian units")
      return
    }
    let images = Set((0..<60).map { data.image($0).values })
    #expect(Set((0..<60).map { Array(units.centres.row($0)) }) == images)
    // Twice the variances, summed over the pixels: worked out pair by pair.
    var sum = 0.0
    for a in 0..<60 {
      for b in 0..<60 where a != b {
        sum += zip(units.centres.row(a), units.centres.row(b)).reduce(0) {
          $0 + Double(($1.0 - $1.1) * ($1.0 - $1.1))
        }
      }
    }
    let mean = sum / (60 * 59)
    #expect(units.precisions.allSatisfy { abs(Double($0) * mean - 4) < 1e-3 })
  }

  @Test("more units than images, and images that are all the same, still make a network")
  func fewImages() {
    var generator = SeededGenerator(seed: 7)
    let one = TrainingSet(data.prefix(1))
    let network = Network(.radialBasis(units: 5), for: one, using: &generator)
    #expect(network.isFinite)
    #expect(network.hidden == [5])
    #expect(network.architecture == "rbf 5")
  }

  @Test("the same trainer trains it: centres, precisions and weights move, and it learns")
  func training() throws {
    let settings = TrainingSettings(
      .radialBasis(units: 20), epochs: 20, batch: 10, learningRate: 0.5, seed: 2)
    var trainer = Trainer(settings, on: Fixtures.quarters(400))
    let before = trainer.network
    while !trainer.isFinished { trainer.advance() }
    for (old, new) in zip(before.parameters, trainer.network.parameters) {
      #expect(zip(old.vectors.values, new.vectors.values).contains { abs($0 - $1) > 1e-3 })
      #expect(zip(old.scalars, new.scalars).contains { abs($0 - $1) > 1e-3 })
    }
    let test = Fixtures.quarters(200, seed: 9)
    #expect(try #require(accuracy(of: before, on: test)).fraction < 0.5)
    #expect(try #require(accuracy(of: trainer.network, on: test)).fraction > 0.9)
  }

  @Test("scores along a ray are those of the images themselves", arguments: [false, true])
  func ray(clipped: Bool) {
    let network = Fixtures.radialBasisNetwork()
    let image = data.image(3)
    let gradient = network.lossGradient(image, labels: [data.label(3)])
    let ray = PerturbationRay(
      network: network, image: image, direction: FastGradientSign.direction(gradient),
      range: clipped ? 0...1 : nil)
    let epsilons: [Float] = [0, 0.001, 0.05, 0.3, 1]
    let fast = ray.logits(at: epsilons)
    for (row, epsilon) in epsilons.enumerated() {
      let slow = network.logits(Matrix(row: ray.image(at: epsilon)))
      #expect(largestDifference(fast.row(row), slow.values) < 1e-5)
    }
  }

  /// Two pixels, and a unit for each class, of one width.
  private func pair(_ first: [Float], _ second: [Float], biases: [Float]) -> Network {
    Network(
      inputShape: ImageShape(height: 1, width: 2),
      layers: [
        .radialBasis(
          RadialBasis(
            centres: Matrix(rows: 2, columns: 2, values: first + second),
            logPrecisions: [logf(8), logf(8)])),
        .activation(.exponential),
        .dense(Dense(weights: Matrix(rows: 2, columns: 2, values: [1, 0, 0, 1]), biases: biases)),
      ])
  }

  private func pixels(_ values: [UInt8]) -> Dataset {
    Dataset(
      name: "pair", shape: ImageShape(height: 1, width: 2), pixels: values, labels: [0],
      classes: 2)
  }

  @Test(
    "of two equal units, ε_min is where the image is as far from one as from the other",
    arguments: [MinimalEpsilonMethod.scan, .ray])
  func closedForm(method: MinimalEpsilonMethod) throws {
    // Both centres lie on x₀ = x₁: the image (0.2, 0.2) meets the middle, 0.5, at ε = 0.3.
    let network = pair([0.1, 0.1], [0.9, 0.9], biases: [0, 0])
    let found = try #require(
      minimalEpsilons(of: network, on: pixels([51, 51]), by: method, precision: 1e-4))
    #expect(abs(try #require(found[0].value) - 0.3) <= 1.1e-4)
  }

  @Test("what the search leaves out along a ray is really read right: it agrees with the scan")
  func agreement() throws {
    var trainer = Trainer(
      TrainingSettings(.radialBasis(units: 20), epochs: 10, batch: 10, learningRate: 0.5),
      on: Fixtures.quarters(400))
    while !trainer.isFinished { trainer.advance() }
    let test = Fixtures.quarters(150, seed: 4)
    let scan = try #require(
      minimalEpsilons(of: trainer.network, on: test, by: .scan, precision: 1e-3))
    // So coarse that nothing is halved after the step of 0.001.
    let ray = try #require(
      minimalEpsilons(of: trainer.network, on: test, by: .ray, precision: 2e-3))
    #expect(scan == ray)
    #expect(Set(ray.map(\.value)).count > 50)
  }

  @Test("an image that goes through a unit and leaves it behind is an exception")
  func passing() throws {
    // Class 1 is read within ½·8·‖x − c‖² < log 10/3 of (0.5, 0.5), class 0 everywhere else.
    let network = pair([-9, -9], [0.5, 0.5], biases: [0.3, 0])
    let data = pixels([0, 0])
    let radius = (logf(10 / 3) / 8).squareRoot()
    #expect(
      intervalHypothesis(of: network, on: data) == IntervalHypothesis(tested: 1, exceptions: [0]))
    let found = try #require(minimalEpsilons(of: network, on: data, by: .ray)?[0].value)
    #expect(abs(found - (0.5 - radius)) <= 2e-4)
    #expect(minimalEpsilons(of: network, on: data, by: .bisect) == [MinimalEpsilon.none])
  }
}
