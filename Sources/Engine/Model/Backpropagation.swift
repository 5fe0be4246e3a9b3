/// The memory of forward and backward passes, reused from batch to batch.
///
/// Source: seed 000, section 3: dỸ = q − y at the top, then dY = W·dỸ and dỸ = dY ⊙ f′ downwards.
struct Backpropagation {
  private var forward: ForwardPass
  /// The gradient with respect to each trained layer's output, before its activation.
  private var gradients: [Matrix]
  /// The gradient of the trained numbers, layer by layer; empty until it is first asked for.
  private(set) var parameterGradients: [UnitParameters] = []

  init(_ network: Network) {
    forward = ForwardPass(network)
    gradients = network.parameters.map { Matrix(rows: 0, columns: $0.units) }
  }

  /// The gradient of scale·ΣJ over a batch with respect to the trained numbers.
  ///
  /// - Returns: The batch's loss and how many it got right.
  mutating func runToParameters(
    _ network: Network, images: borrowing Matrix, labels: [Int], scale: Float
  ) -> SoftmaxCrossEntropy {
    var result = SoftmaxCrossEntropy()
    runToFirstLayer(network, images: images) { scores in
      result.replaceByGradient(&scores, labels: labels, scale: scale)
    }
    setParameterGradients(network, images: images)
    return result
  }

  /// The gradient of ΣJ over a batch with respect to the trained numbers, and that of each image's
  /// own loss with respect to its pixels, `[batch, pixels]`, from one pass.
  ///
  /// - Returns: The batch's loss and how many it got right.
  mutating func runToParametersAndInput(
    _ network: Network, images: borrowing Matrix, labels: [Int], into gradient: inout Matrix
  ) -> SoftmaxCrossEntropy {
    let result = runToInput(network, images: images, labels: labels, into: &gradient)
    setParameterGradients(network, images: images)
    return result
  }

  /// The gradient of each image's own loss with respect to its pixels, `[batch, pixels]`.
  mutating func runToInput(
    _ network: Network, images: borrowing Matrix, labels: [Int], into gradient: inout Matrix
  ) -> SoftmaxCrossEntropy {
    var result = SoftmaxCrossEntropy()
    _ = runToInput(network, images: images, into: &gradient) { scores in
      result.replaceByGradient(&scores, labels: labels, scale: 1)
    }
    return result
  }

  /// The gradient of a function of each image's scores with respect to its pixels,
  /// `[batch, pixels]`.
  ///
  /// - Parameter scoreGradient: Turns the scores into the function's gradient with respect to them.
  /// - Returns: The scores, `[batch, classes]`.
  mutating func runToInput(
    _ network: Network, images: borrowing Matrix, into gradient: inout Matrix,
    _ scoreGradient: (inout Matrix) -> Void
  ) -> Matrix {
    runToFirstLayer(network, images: images, scoreGradient)
    runThroughFirstLayer(network, images: images, into: &gradient)
    return forward.output
  }

  /// The gradients of several functions of each image's scores: one forward pass, and a backward
  /// pass for each.
  ///
  /// - Returns: The scores, `[batch, classes]`.
  mutating func runToInput(
    _ network: Network, images: borrowing Matrix, into inputGradients: inout [Matrix],
    _ scoreGradient: (_ place: Int, _ scores: inout Matrix) -> Void
  ) -> Matrix {
    forward.run(network, input: images)
    for place in inputGradients.indices {
      runBackToFirstLayer(network, images: images) { scoreGradient(place, &$0) }
      runThroughFirstLayer(network, images: images, into: &inputGradients[place])
    }
    return forward.output
  }

  /// Adds another shard's gradient of the trained numbers to this one.
  mutating func addParameterGradients(of other: Backpropagation) {
    for index in parameterGradients.indices {
      parameterGradients[index].add(other.parameterGradients[index], times: 1)
    }
  }

  /// Multiplies the gradient of the trained numbers by a factor, and adds another to it.
  mutating func combineParameterGradients(times factor: Float, adding other: Backpropagation) {
    for index in parameterGradients.indices {
      parameterGradients[index].scale(by: factor)
      parameterGradients[index].add(other.parameterGradients[index], times: 1)
    }
  }

  /// Forward, then backward down to the output of the first layer.
  private mutating func runToFirstLayer(
    _ network: Network, images: borrowing Matrix, _ scoreGradient: (inout Matrix) -> Void
  ) {
    forward.run(network, input: images)
    runBackToFirstLayer(network, images: images, scoreGradient)
  }

  /// From the gradient of the output of the first layer to that of the images.
  private func runThroughFirstLayer(
    _ network: Network, images: borrowing Matrix, into gradient: inout Matrix
  ) {
    switch network.layers[0] {
    case .dense(let layer):
      layer.inputGradient(input: images, outputGradient: gradients[0], into: &gradient)
    case .radialBasis(let layer):
      layer.inputGradient(input: images, outputGradient: gradients[0], into: &gradient)
    case .activation: preconditionFailure("a network starts with a trained layer")
    }
  }

  /// From the scores of the last forward pass down to the output of the first layer.
  private mutating func runBackToFirstLayer(
    _ network: Network, images: borrowing Matrix, _ scoreGradient: (inout Matrix) -> Void
  ) {
    var index = gradients.count - 1
    gradients[index].reshape(rows: images.rows)
    gradients[index].values.replaceAll(with: forward.output.values)
    scoreGradient(&gradients[index])
    for layer in network.layers.dropFirst().reversed() {
      switch layer {
      case .dense(let layer): runBack(through: layer, &index)
      case .radialBasis(let layer): runBack(through: layer, &index)
      case .activation(let activation):
        activation.applyDerivative(
          outputs: forward.outputs[index].values, to: &gradients[index].values)
      }
    }
  }

  /// From the gradient of a layer's output to that of what the layer before it gave.
  private mutating func runBack(through layer: some TrainedLayer, _ index: inout Int) {
    index -= 1
    let input = forward.outputs[index]
    gradients.withUnsafeMutableBufferPointer { [index] gradients in
      layer.inputGradient(
        input: input, outputGradient: gradients[index + 1],
        into: &gradients[index])
    }
  }

  /// The gradient of the trained numbers, from that of each layer's output.
  private mutating func setParameterGradients(_ network: Network, images: borrowing Matrix) {
    if parameterGradients.isEmpty { parameterGradients = network.parameters.map(\.zeros) }
    var index = 0
    for layer in network.layers {
      switch layer {
      case .dense(let layer): setParameterGradient(of: layer, &index, images)
      case .radialBasis(let layer): setParameterGradient(of: layer, &index, images)
      case .activation: break
      }
    }
  }

  private mutating func setParameterGradient(
    of layer: some TrainedLayer, _ index: inout Int, _ images: borrowing Matrix
  ) {
    if index == 0 {
      layer.parameterGradient(
        input: images, outputGradient: gradients[0], into: &parameterGradients[0])
    } else {
      layer.parameterGradient(
        input: forward.outputs[index - 1], outputGradient: gradients[index],
        into: &parameterGradients[index])
    }
    index += 1
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
