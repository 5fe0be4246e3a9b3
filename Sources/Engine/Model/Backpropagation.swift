/// The memory of forward and backward passes, reused from batch to batch.
///
/// Source: seed 000, section 3: dỸ = q − y at the top, then dY = W·dỸ and dỸ = dY ⊙ f′ downwards.
struct Backpropagation {
  private var forward: ForwardPass
  /// The gradient with respect to each dense layer's output, before its activation.
  private var gradients: [Matrix]
  /// The gradient of the weights, one for each dense layer; empty until it is first asked for.
  private(set) var weightGradients: [Dense] = []

  init(_ network: Network) {
    forward = ForwardPass(network)
    gradients = network.dense.map { Matrix(rows: 0, columns: $0.outputs) }
  }

  /// The gradient of scale·ΣJ over a batch with respect to weights and biases.
  ///
  /// - Returns: The batch's loss and how many it got right.
  mutating func runToWeights(
    _ network: Network, images: borrowing Matrix, labels: [Int], scale: Float
  ) -> SoftmaxCrossEntropy {
    let result = runToFirstLayer(network, images: images, labels: labels, scale: scale)
    setWeightGradients(network, images: images)
    return result
  }

  /// The gradient of ΣJ over a batch with respect to weights and biases, and that of each image's
  /// own loss with respect to its pixels, `[batch, pixels]`, from one pass.
  ///
  /// - Returns: The batch's loss and how many it got right.
  mutating func runToWeightsAndInput(
    _ network: Network, images: borrowing Matrix, labels: [Int], into gradient: inout Matrix
  ) -> SoftmaxCrossEntropy {
    let result = runToInput(network, images: images, labels: labels, into: &gradient)
    setWeightGradients(network, images: images)
    return result
  }

  /// The gradient of the weights, from that of each dense layer's output.
  private mutating func setWeightGradients(_ network: Network, images: borrowing Matrix) {
    let dense = network.dense
    if weightGradients.isEmpty { weightGradients = dense.map(\.zeros) }
    for index in dense.indices {
      if index == 0 {
        dense[0].weightGradient(
          input: images, outputGradient: gradients[0], into: &weightGradients[0])
      } else {
        dense[index].weightGradient(
          input: forward.outputs[index - 1], outputGradient: gradients[index],
          into: &weightGradients[index])
      }
    }
  }

  /// Adds another shard's gradient of the weights to this one.
  mutating func addWeightGradients(of other: Backpropagation) {
    for index in weightGradients.indices {
      weightGradients[index].add(other.weightGradients[index], times: 1)
    }
  }

  /// Multiplies the gradient of the weights by a factor, and adds another to it.
  mutating func combineWeightGradients(times factor: Float, adding other: Backpropagation) {
    for index in weightGradients.indices {
      weightGradients[index].scale(by: factor)
      weightGradients[index].add(other.weightGradients[index], times: 1)
    }
  }

  /// The gradient of each image's own loss with respect to its pixels, `[batch, pixels]`.
  mutating func runToInput(
    _ network: Network, images: borrowing Matrix, labels: [Int], into gradient: inout Matrix
  ) -> SoftmaxCrossEntropy {
    let result = runToFirstLayer(network, images: images, labels: labels, scale: 1)
    network.dense[0].inputGradient(outputGradient: gradients[0], into: &gradient)
    return result
  }

  /// Forward, then backward down to the output of the first dense layer.
  private mutating func runToFirstLayer(
    _ network: Network, images: borrowing Matrix, labels: [Int], scale: Float
  ) -> SoftmaxCrossEntropy {
    forward.run(network, input: images)
    var result = SoftmaxCrossEntropy()
    var index = gradients.count - 1
    gradients[index].reshape(rows: images.rows)
    gradients[index].values.replaceAll(with: forward.output.values)
    result.replaceByGradient(&gradients[index], labels: labels, scale: scale)
    for layer in network.layers.reversed() {
      switch layer {
      case .dense(let dense):
        guard index > 0 else { return result }
        index -= 1
        gradients.withUnsafeMutableBufferPointer { gradients in
          dense.inputGradient(outputGradient: gradients[index + 1], into: &gradients[index])
        }
      case .activation(let activation):
        activation.applyDerivative(
          outputs: forward.outputs[index].values, to: &gradients[index].values)
      }
    }
    return result
  }
}

extension [Float] {
  fileprivate mutating func replaceAll(with source: [Float]) {
    precondition(count == source.count)
    withUnsafeMutableBufferPointer { target in
      for index in source.indices { target[index] = source[index] }
    }
  }
}
