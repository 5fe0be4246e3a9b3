import Foundation

/// A feed-forward network: layers with trained numbers, and an activation between each two.
public struct Network: Equatable, Sendable {
  public let inputShape: ImageShape
  public internal(set) var layers: [Layer]

  /// A network of given layers.
  ///
  /// - Precondition: It starts with a trained layer and ends with a dense one, each takes what the
  ///   one before it gives, and between two of them there is at most one activation.
  public init(inputShape: ImageShape, layers: [Layer]) {
    let parameters = layers.compactMap(\.parameters)
    precondition(
      layers.first?.parameters != nil && layers.last?.dense != nil,
      "it starts with a trained layer and ends with a dense one")
    precondition(parameters[0].inputs == inputShape.pixels, "the first layer reads the pixels")
    for (a, b) in zip(parameters, parameters.dropFirst()) {
      precondition(a.units == b.inputs, "each layer takes what the one before it gives")
    }
    // A pass keeps one output a trained layer, from which it finds the activation's derivative.
    for (a, b) in zip(layers, layers.dropFirst()) {
      precondition(
        a.parameters != nil || b.parameters != nil, "at most one activation between two layers")
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

  /// An untrained network of Gaussian units and one dense layer, `[units, pixels]` and
  /// `[classes, units]`.
  ///
  /// - Parameters:
  ///   - inputShape: The images it reads.
  ///   - centres: Where the units stand, `[units, pixels]`, such as images to be trained on.
  ///   - precision: τ of every unit, above 0.
  ///   - classes: The number of outputs.
  public init(
    inputShape: ImageShape, centres: Matrix, precision: Float, classes: Int = 10,
    using generator: inout some RandomNumberGenerator
  ) {
    precondition(precision > 0, "a precision is positive")
    let units = RadialBasis(
      centres: centres,
      logPrecisions: Array(repeating: logf(precision), count: centres.rows))
    let output = Dense(inputs: centres.rows, outputs: classes, using: &generator)
    self.init(
      inputShape: inputShape,
      layers: [.radialBasis(units), .activation(.exponential), .dense(output)])
  }

  /// The dense layers, from pixels to classes.
  public var dense: [Dense] { layers.compactMap(\.dense) }

  /// The trained numbers of each layer that has some, from pixels to classes.
  public var parameters: [UnitParameters] { layers.compactMap(\.parameters) }

  /// The widths of the hidden layers.
  public var hidden: [Int] { parameters.dropLast().map(\.units) }

  /// The activation after the first hidden layer; `nil` where there is none.
  public var activation: Activation? {
    for case .activation(let activation) in layers { return activation }
    return nil
  }

  /// Floating-point operations of one image's forward pass, counting the products alone.
  public var flopsPerImage: Int { parameters.reduce(0) { $0 + 2 * $1.vectors.values.count } }

  /// Whether every trained number is finite.
  public var isFinite: Bool { parameters.allSatisfy(\.isFinite) }

  /// What the architecture is called on screen and in results, such as "mlp 64-64".
  public var architecture: String {
    if case .radialBasis(let layer) = layers[0] {
      Architecture.radialBasis(units: layer.units).name
    } else {
      Architecture(hidden: hidden, activation: .relu).name
    }
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
