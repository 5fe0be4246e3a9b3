/// The memory of one pass through a network: what each layer gave.
///
/// It is kept from batch to batch, so that training allocates nothing.
struct ForwardPass {
  /// The value after each trained layer and the activation that follows it, `[batch, width]`.
  private(set) var outputs: [Matrix]

  init(_ network: Network) {
    outputs = network.parameters.map { Matrix(rows: 0, columns: $0.units) }
  }

  /// The scores, `[batch, classes]`.
  var output: Matrix {
    get { outputs[outputs.count - 1] }
    _modify { yield &outputs[outputs.count - 1] }
  }

  /// Runs the layers on a batch, `[batch, pixels]`.
  mutating func run(_ network: Network, input: borrowing Matrix) {
    precondition(
      input.columns == network.inputShape.pixels,
      "expected \(network.inputShape.pixels) pixels, found \(input.columns)")
    var index = -1
    for layer in network.layers {
      switch layer {
      case .dense(let layer): run(layer, &index, input)
      case .radialBasis(let layer): run(layer, &index, input)
      case .activation(let activation): activation.apply(&outputs[index].values)
      }
    }
  }

  /// Runs the next trained layer, on the input or on what the one before it gave.
  private mutating func run(
    _ layer: some TrainedLayer, _ index: inout Int, _ input: borrowing Matrix
  ) {
    index += 1
    guard index > 0 else { return layer.forward(input, into: &outputs[0]) }
    outputs.withUnsafeMutableBufferPointer { outputs in
      layer.forward(outputs[index - 1], into: &outputs[index])
    }
  }
}
