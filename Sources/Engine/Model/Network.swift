/// A feed-forward network: dense layers with an activation between each two.
public struct Network: Equatable, Sendable {
  public let inputShape: ImageShape
  public internal(set) var layers: [Layer]

  /// A network of given layers.
  ///
  /// - Precondition: It starts and ends with a dense layer, each dense layer takes what the one
  ///   before it gives, and between two of them there is at most one activation.
  public init(inputShape: ImageShape, layers: [Layer]) {
    let dense = layers.compactMap(\.dense)
    precondition(
      layers.first?.dense != nil && layers.last?.dense != nil,
      "it starts and ends with a dense layer")
    precondition(dense[0].inputs == inputShape.pixels, "the first layer reads the pixels")
    for (a, b) in zip(dense, dense.dropFirst()) {
      precondition(a.outputs == b.inputs, "each layer takes what the one before it gives")
    }
    // A pass keeps one output a dense layer, from which it finds the activation's derivative.
    for (a, b) in zip(layers, layers.dropFirst()) {
      precondition(a.dense != nil || b.dense != nil, "at most one activation between dense layers")
    }
    self.inputShape = inputShape
    self.layers = layers
  }

  /// An untrained network with random weights.
  ///
  /// - Parameters:
  ///   - inputShape: The images it reads.
  ///   - hidden: The width of each hidden layer; empty for softmax regression.
  ///   - classes: The number of outputs.
  ///   - activation: What stands after each hidden layer.
  public init(
    inputShape: ImageShape, hidden: [Int], classes: Int = 10, activation: Activation = .study,
    using generator: inout some RandomNumberGenerator
  ) {
    var layers: [Layer] = []
    var width = inputShape.pixels
    for size in hidden {
      layers.append(.dense(Dense(inputs: width, outputs: size, using: &generator)))
      layers.append(.activation(activation))
      width = size
    }
    layers.append(.dense(Dense(inputs: width, outputs: classes, using: &generator)))
    self.init(inputShape: inputShape, layers: layers)
  }

  /// The dense layers, from pixels to classes.
  public var dense: [Dense] { layers.compactMap(\.dense) }

  /// The widths of the hidden layers.
  public var hidden: [Int] { dense.dropLast().map(\.outputs) }

  /// The activation after the first hidden layer; `nil` where there is none.
  public var activation: Activation? {
    for case .activation(let activation) in layers { return activation }
    return nil
  }

  /// How many weights and biases there are.
  public var parameters: Int { dense.reduce(0) { $0 + $1.weights.values.count + $1.biases.count } }

  /// Floating-point operations of one image's forward pass, counting the products alone.
  public var flopsPerImage: Int { dense.reduce(0) { $0 + 2 * $1.weights.values.count } }

  /// Whether every weight and bias is a finite number.
  public var isFinite: Bool { dense.allSatisfy(\.isFinite) }

  /// What the architecture is called on screen and in results, such as "mlp 64-64".
  public var architecture: String {
    hidden.isEmpty ? "softmax regression" : "mlp " + hidden.map(String.init).joined(separator: "-")
  }
}

extension Network: Classifier {
  public var classes: Int { dense[dense.count - 1].outputs }

  public func logits(_ images: Matrix) -> Matrix {
    var pass = ForwardPass(self)
    pass.run(self, input: images)
    return pass.output
  }
}
