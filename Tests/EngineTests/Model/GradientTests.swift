import Foundation
import Testing

@testable import Engine

@Suite("Backpropagation")
struct GradientTests {
  /// ReLU has a kink, where finite differences see nothing sensible; the step is small enough that
  /// none of these images crosses it.
  static let activations: [Activation] = [.relu, .squareplus(a: 0.1), .squareplus(a: 1)]

  private let data = Fixtures.quarters(5)

  /// The summed loss in double precision, worked out without the engine's own passes.
  private func loss(_ network: Network, _ images: Matrix, _ labels: [Int]) -> Double {
    var total = 0.0
    for (index, label) in labels.enumerated() {
      var values = images.row(index).map(Double.init)
      for layer in network.layers {
        switch layer {
        case .dense(let dense):
          values = (0..<dense.outputs).map { out in
            zip(dense.weights.row(out), values).reduce(Double(dense.biases[out])) {
              $0 + Double($1.0) * $1.1
            }
          }
        case .activation(.relu): values = values.map { max(0, $0) }
        case .activation(.squareplus(let a)):
          values = values.map { ($0 + ($0 * $0 + Double(a) * Double(a)).squareRoot()) / 2 }
        }
      }
      let largest = values.max() ?? 0
      let sum = values.reduce(0) { $0 + exp($1 - largest) }
      total += largest + log(sum) - values[label]
    }
    return total
  }

  @Test(
    "the gradient of every weight and bias agrees with finite differences", arguments: activations)
  func weights(activation: Activation) {
    let network = Fixtures.network(activation: activation)
    let images = data.images(0..<5)
    let labels = (0..<5).map(data.label)
    var memory = Backpropagation(network)
    let result = memory.runToWeights(network, images: images, labels: labels, scale: 1)
    #expect(abs(result.loss - loss(network, images, labels)) < 1e-4)

    var dense = 0
    for (index, layer) in network.layers.enumerated() {
      guard let original = layer.dense else { continue }
      let gradient = memory.weightGradients[dense]
      dense += 1
      for weight in original.weights.values.indices {
        let slope = difference(network, index, images, labels) { $0.weights.values[weight] += $1 }
        #expect(abs(slope - Double(gradient.weights.values[weight])) < 2e-3)
      }
      for bias in original.biases.indices {
        let slope = difference(network, index, images, labels) { $0.biases[bias] += $1 }
        #expect(abs(slope - Double(gradient.biases[bias])) < 2e-3)
      }
    }
    #expect(dense == 3)
  }

  @Test("the gradient of every pixel agrees with finite differences", arguments: activations)
  func pixels(activation: Activation) {
    let network = Fixtures.network(activation: activation)
    let images = data.images(0..<5)
    let labels = (0..<5).map(data.label)
    let gradient = network.lossGradient(images, labels: labels)
    let step: Float = 1e-4
    for index in images.values.indices {
      var (up, down) = (images, images)
      up.values[index] += step
      down.values[index] -= step
      let slope = (loss(network, up, labels) - loss(network, down, labels)) / Double(2 * step)
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
    _ change: (inout Dense, Float) -> Void
  ) -> Double {
    let step: Float = 1e-4
    var (up, down) = (network, network)
    up.layers[layer].modifyDense { change(&$0, step) }
    down.layers[layer].modifyDense { change(&$0, -step) }
    return (loss(up, images, labels) - loss(down, images, labels)) / Double(2 * step)
  }

  @Test("memory that was used before gives the same gradient, whatever the batch was")
  func reuse() {
    let network = Fixtures.network()
    let labels = (0..<5).map(data.label)
    var fresh = Backpropagation(network)
    _ = fresh.runToWeights(network, images: data.images(0..<5), labels: labels, scale: 1)
    var used = Backpropagation(network)
    _ = used.runToWeights(
      network, images: data.images(2..<4), labels: Array(labels[2..<4]), scale: 7)
    _ = used.runToWeights(network, images: data.images(0..<5), labels: labels, scale: 1)
    #expect(used.weightGradients == fresh.weightGradients)
  }
}
