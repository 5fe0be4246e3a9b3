/// The memory of one pass through a network: what each layer gave.
///
/// It is kept from batch to batch, so that training allocates nothing.
struct ForwardPass {
  /// The value after each dense layer and the activation that follows it, `[batch, width]`.
  private(set) var outputs: [Matrix]

  init(_ network: Network) {
    outputs = network.dense.map { Matrix(rows: 0, columns: $0.outputs) }
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
      case .dense(let dense):
        index += 1
        if index == 0 {
          dense.forward(input, into: &outputs[0])
        } else {
          outputs.withUnsafeMutableBufferPointer { outputs in
            dense.forward(outputs[index - 1], into: &outputs[index])
          }
        }
      case .activation(let activation):
        activation.apply(&outputs[index].values)
      }
    }
  }
}
