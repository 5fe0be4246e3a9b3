@testable import Engine

/// Small data and networks that tests share.
enum Fixtures {
  /// Images of random pixels whose label is the quarter that is brightest: easy to learn.
  static func quarters(_ count: Int, seed: UInt64 = 1, name: String = "quarters") -> Dataset {
    var generator = SeededGenerator(seed: seed)
    var pixels: [UInt8] = []
    var labels: [UInt8] = []
    for _ in 0..<count {
      let label = Int.random(in: 0..<4, using: &generator)
      for y in 0..<6 {
        for x in 0..<6 {
          let quarter = (y < 3 ? 0 : 2) + (x < 3 ? 0 : 1)
          pixels.append(UInt8.random(in: quarter == label ? 90...255 : 0...160, using: &generator))
        }
      }
      labels.append(UInt8(label))
    }
    return Dataset(
      name: name, shape: ImageShape(height: 6, width: 6), pixels: pixels, labels: labels,
      classes: 4)
  }

  /// An untrained network for `quarters`, with biases that are not zero.
  static func network(
    hidden: [Int] = [12, 8], activation: Activation = .study, seed: UInt64 = 3
  ) -> Network {
    var generator = SeededGenerator(seed: seed)
    var network = Network(
      inputShape: ImageShape(height: 6, width: 6), hidden: hidden, classes: 4,
      activation: activation, using: &generator)
    for index in network.layers.indices {
      network.layers[index].modifyParameters { layer in
        for bias in layer.scalars.indices { layer.scalars[bias] = generator.normal() * 0.3 }
      }
    }
    return network
  }

  /// An untrained network of Gaussian units for `quarters`, of different widths.
  static func radialBasisNetwork(units: Int = 9, seed: UInt64 = 3) -> Network {
    var generator = SeededGenerator(seed: seed)
    var network = Network(
      .radialBasis(units: units), for: TrainingSet(quarters(40)), using: &generator)
    network.layers[0].modifyParameters { layer in
      for unit in layer.scalars.indices { layer.scalars[unit] += generator.normal() * 0.3 }
    }
    return network
  }

  /// A network trained on `quarters`, right on nearly all of them.
  static func trained(activation: Activation = .study) -> Network {
    let data = quarters(600)
    var trainer = Trainer(
      TrainingSettings(
        hidden: [12], activation: activation, epochs: 8, batch: 10, learningRate: 0.2),
      on: data)
    while !trainer.isFinished { trainer.advance() }
    return trainer.network
  }

  /// A short run on `quarters`.
  static let settings = TrainingSettings(
    hidden: [12], epochs: 3, batch: 16, learningRate: 0.1, seed: 5)
}

/// How far two lists of numbers are apart where they differ most.
func largestDifference(_ a: some Sequence<Float>, _ b: some Sequence<Float>) -> Float {
  zip(a, b).map { abs($0 - $1) }.max() ?? 0
}
