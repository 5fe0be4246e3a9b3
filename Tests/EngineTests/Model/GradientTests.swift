import Testing

@testable import Engine

@Suite("Backpropagation")
struct GradientTests {
  /// ReLU has a kink, where finite differences see nothing sensible; the step is small enough that
  /// none of these images crosses it.
  static let activations: [Activation] = [.relu, .squareplus(a: 0.1), .squareplus(a: 1)]

  private let data = Fixtures.quarters(5)

  /// Networks of every kind of layer.
  static let networks =
    activations.map { Fixtures.network(activation: $0) } + [Fixtures.radialBasisNetwork()]

  @Test("the gradient of every trained number agrees with finite differences", arguments: networks)
  func parameters(network: Network) {
    let images = data.images(0..<5)
    let labels = (0..<5).map(data.label)
    var memory = Backpropagation(network)
    let result = memory.runToParameters(network, images: images, labels: labels, scale: 1)
    #expect(abs(result.loss - exactLoss(network, images, labels)) < 1e-4)

    var gradients = memory.parameterGradients.makeIterator()
    for (index, layer) in network.layers.enumerated() {
      guard layer.parameters != nil, let gradient = gradients.next() else { continue }
      for place in gradient.vectors.values.indices {
        let slope = difference(network, index, images, labels) {
          $0.vectors.values[place] += $1
        }
        #expect(abs(slope - Double(gradient.vectors.values[place])) < 2e-3)
      }
      for place in gradient.scalars.indices {
        let slope = difference(network, index, images, labels) { $0.scalars[place] += $1 }
        #expect(abs(slope - Double(gradient.scalars[place])) < 2e-3)
      }
      #expect(gradient.vectors.values.contains { abs($0) > 0.02 })
      #expect(gradient.scalars.contains { abs($0) > 0.02 })
    }
    #expect(gradients.next() == nil)
  }

  @Test("the gradient of every pixel agrees with finite differences", arguments: networks)
  func pixels(network: Network) {
    let images = data.images(0..<5)
    let labels = (0..<5).map(data.label)
    let gradient = network.lossGradient(images, labels: labels)
    let step: Float = 1e-4
    for index in images.values.indices {
      var (up, down) = (images, images)
      up.values[index] += step
      down.values[index] -= step
      let slope =
        (exactLoss(network, up, labels) - exactLoss(network, down, labels)) / Double(2 * step)
      #expect(abs(slope - Double(gradient.values[index])) < 2e-3)
    }
    #expect(gradient.values.contains { abs($0) > 0.05 })
  }

  @Test("softmax regression, with no hidden layer, has a gradient too")
  func shallow() {
    let network = Fixtures.network(hidden: [])
    let images = data.images(0..<1)
    let gradient = network.lossGradient(images, labels: [2])
    let confidences = network.confidences(images).values
    let weights = network.dense[0].weights
    let expected = (0..<36).map { pixel in
      (0..<4).reduce(Float(0)) { $0 + (confidences[$1] - ($1 == 2 ? 1 : 0)) * weights[$1, pixel] }
    }
    #expect(largestDifference(gradient.values, expected) < 1e-5)
  }

  private func difference(
    _ network: Network, _ layer: Int, _ images: Matrix, _ labels: [Int],
    _ change: (inout UnitParameters, Float) -> Void
  ) -> Double {
    let step: Float = 1e-4
    var (up, down) = (network, network)
    up.layers[layer].modifyParameters { change(&$0, step) }
    down.layers[layer].modifyParameters { change(&$0, -step) }
    return (exactLoss(up, images, labels) - exactLoss(down, images, labels)) / Double(2 * step)
  }

  @Test("memory that was used before gives the same gradient, whatever the batch was")
  func reuse() {
    let network = Fixtures.network()
    let labels = (0..<5).map(data.label)
    var fresh = Backpropagation(network)
    _ = fresh.runToParameters(network, images: data.images(0..<5), labels: labels, scale: 1)
    var used = Backpropagation(network)
    _ = used.runToParameters(
      network, images: data.images(2..<4), labels: Array(labels[2..<4]), scale: 7)
    _ = used.runToParameters(network, images: data.images(0..<5), labels: labels, scale: 1)
    #expect(used.parameterGradients == fresh.parameterGradients)
  }
}
