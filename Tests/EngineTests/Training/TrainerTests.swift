import Foundation
import Testing

@testable import Engine

@Suite("Trainer")
struct TrainerTests {
  private func train(_ settings: TrainingSettings, on data: Dataset) -> Network {
    var trainer = Trainer(settings, on: data)
    while !trainer.isFinished { trainer.advance() }
    return trainer.network
  }

  @Test("one step on one minibatch is W − α·dW, worked out anew")
  func oneStep() {
    let data = Fixtures.quarters(16)
    var trainer = Trainer(Fixtures.settings, on: data)
    let before = trainer.network
    trainer.advance()
    var memory = Backpropagation(before)
    _ = memory.runToParameters(
      before, images: data.images(0..<16), labels: (0..<16).map(data.label), scale: 1 / 16)
    for (index, (old, new)) in zip(before.dense, trainer.network.dense).enumerated() {
      let gradient = memory.parameterGradients[index]
      let expected = zip(old.weights.values, gradient.vectors.values).map { $0 - 0.1 * $1 }
      #expect(largestDifference(new.weights.values, expected) < 1e-6)
      let biases = zip(old.biases, gradient.scalars).map { $0 - 0.1 * $1 }
      #expect(largestDifference(new.biases, biases) < 1e-6)
      #expect(new != old)
    }
  }

  @Test("training learns: most images are read right afterwards, few before")
  func learns() throws {
    let test = Fixtures.quarters(300, seed: 9)
    let before = try #require(accuracy(of: Fixtures.network(), on: test))
    let after = try #require(accuracy(of: Fixtures.trained(), on: test))
    #expect(before.fraction < 0.6)
    #expect(after.fraction > 0.95)
  }

  @Test("the same seed gives the same bytes, another seed other ones")
  func replays() {
    let data = Fixtures.quarters(100)
    #expect(train(Fixtures.settings, on: data) == train(Fixtures.settings, on: data))
    var other = Fixtures.settings
    other.seed = 6
    #expect(train(other, on: data) != train(Fixtures.settings, on: data))
  }

  @Test("a minibatch in several shards gives the same bytes on any number of cores")
  func shards() {
    var settings = Fixtures.settings
    settings.architecture = .perceptron(hidden: [900, 900], activation: .study)
    settings.batch = 128
    settings.epochs = 1
    let data = Fixtures.quarters(256)
    let wide = Trainer(settings, on: data).network
    #expect(64_000_000 / wide.flopsPerImage < 128, "the minibatch must be cut into shards")
    let alone = DispatchQueue(label: "one at a time")
    var first: Network?
    alone.sync { first = train(settings, on: data) }
    #expect(first == train(settings, on: data))
  }

  @Test("the memory for gradients does not grow with the minibatch", arguments: [64, 600, 60_000])
  func shards(_ batch: Int) {
    var generator = SeededGenerator(seed: 1)
    for hidden in [[64, 64], [512, 512], [2048]] {
      let network = Network(
        inputShape: .mnist, hidden: hidden, classes: 10, using: &generator)
      let size = Trainer.shardSize(for: network, batch: batch)
      #expect((batch + size - 1) / size <= Trainer.mostShards)
    }
  }

  @Test("every image is seen once an epoch, and the last minibatch may be smaller")
  func epochs() {
    let data = Fixtures.quarters(50)
    var trainer = Trainer(Fixtures.settings, on: data)
    #expect(trainer.stepsPerEpoch == 4)
    var images: [Int] = []
    for _ in 0..<4 { images.append(trainer.advance().images) }
    #expect(images == [16, 16, 16, 2])
    #expect(trainer.isAtEndOfEpoch)
    #expect(trainer.imagesSeen == 50)
    #expect(trainer.epochsDone == 1)
    trainer.advance()
    #expect(trainer.imagesSeen == 66)
  }

  @Test("a run is a value: a copy goes on as the original does")
  func copies() {
    var original = Trainer(Fixtures.settings, on: Fixtures.quarters(50))
    original.advance()
    var copy = original
    while !original.isFinished { original.advance() }
    #expect(copy.step == 1)
    while !copy.isFinished { copy.advance() }
    #expect(copy.network == original.network)
  }

  @Test("weights begin normal, divided by the square root of the input size; biases zero")
  func initialWeights() {
    var generator = SeededGenerator(seed: 2)
    let dense = Dense(inputs: 784, outputs: 128, using: &generator)
    let values = dense.weights.values.map(Double.init)
    let variance = values.reduce(0) { $0 + $1 * $1 } / Double(values.count)
    #expect(abs(variance * 784 - 1) < 0.02)
    #expect(abs(values.reduce(0, +) / Double(values.count)) < 3e-4)
    #expect(dense.biases.allSatisfy { $0 == 0 })
  }

  @Test("a minibatch in shards takes the step of the whole")
  func shardsAddUp() {
    var settings = Fixtures.settings
    settings.architecture = .perceptron(hidden: [900, 900], activation: .study)
    settings.batch = 128
    let data = Fixtures.quarters(128)
    var trainer = Trainer(settings, on: data)
    let before = trainer.network
    let result = trainer.advance()
    var memory = Backpropagation(before)
    let whole = memory.runToParameters(
      before, images: data.images(0..<128), labels: (0..<128).map(data.label), scale: 1 / 128)
    #expect(abs(result.loss - whole.loss / 128) < 1e-5)
    #expect(result.correct == whole.correct)
    for (index, (old, new)) in zip(before.dense, trainer.network.dense).enumerated() {
      let gradient = memory.parameterGradients[index].vectors.values
      let expected = zip(old.weights.values, gradient).map { $0 - 0.1 * $1 }
      #expect(largestDifference(new.weights.values, expected) < 1e-6)
      #expect(largestDifference(old.weights.values, expected) > 1e-5)
    }
  }

  @Test("the last, smaller minibatch takes the mean over its own images")
  func lastMinibatch() {
    let data = Fixtures.quarters(18)
    var trainer = Trainer(Fixtures.settings, on: data)
    trainer.advance()
    let before = trainer.network
    let result = trainer.advance()
    #expect(result.images == 2)
    // Which two they are chance has decided; one pair of all takes this very step.
    let step = zip(before.dense[1].biases, trainer.network.dense[1].biases).map { ($0 - $1) / 0.1 }
    let matches = (0..<18).contains { a in
      (0..<18).contains { b in
        guard a != b else { return false }
        var memory = Backpropagation(before)
        var pair = data.images(a..<a + 1)
        pair = Matrix(rows: 2, columns: 36, values: pair.values + data.images(b..<b + 1).values)
        _ = memory.runToParameters(
          before, images: pair, labels: [data.label(a), data.label(b)], scale: 0.5)
        return largestDifference(memory.parameterGradients[1].scalars, step) < 1e-4
      }
    }
    #expect(matches)
  }

  @Test("every epoch takes the images in an order of its own")
  func order() {
    var settings = Fixtures.settings
    // Too small for any weight to change, so that only the order can tell the epochs apart.
    settings.learningRate = 1e-30
    var trainer = Trainer(settings, on: Fixtures.quarters(64))
    let epochs = (0..<2).map { _ in (0..<4).map { _ in trainer.advance().loss } }
    #expect(epochs[0] != epochs[1])
    #expect(abs(epochs[0].reduce(0, +) - epochs[1].reduce(0, +)) < 1e-5)
  }
}
