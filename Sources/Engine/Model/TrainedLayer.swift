/// A layer with numbers that are trained.
///
/// The passes through a network are generic over it, so that a kind of layer is one file.
protocol TrainedLayer {
  var parameters: UnitParameters { get set }

  /// Sets `output` to the layer's value, `[batch, units]`, of `input`, `[batch, inputs]`.
  func forward(_ input: borrowing Matrix, into output: inout Matrix)

  /// Sets `gradient` to that of the layer's numbers, summed over a batch.
  ///
  /// - Parameters:
  ///   - input: What the layer was given, `[batch, inputs]`.
  ///   - outputGradient: The gradient with respect to what it made of it, `[batch, units]`.
  func parameterGradient(
    input: borrowing Matrix, outputGradient: borrowing Matrix, into gradient: inout UnitParameters)

  /// Sets `gradient` to that of the layer's input, `[batch, inputs]`; the same parameters.
  func inputGradient(
    input: borrowing Matrix, outputGradient: borrowing Matrix, into gradient: inout Matrix)
}

extension Layer {
  /// The numbers that are trained; `nil` where there are none.
  public var parameters: UnitParameters? {
    switch self {
    case .dense(let layer): layer.parameters
    case .radialBasis(let layer): layer.parameters
    case .activation: nil
    }
  }

  /// Changes the numbers in their own memory; leaves a layer that has none as it is.
  mutating func modifyParameters(_ body: (inout UnitParameters) -> Void) {
    // While the copy taken out holds the only reference, changing it copies nothing.
    switch self {
    case .dense(var layer):
      self = .activation(.relu)
      body(&layer.parameters)
      self = .dense(layer)
    case .radialBasis(var layer):
      self = .activation(.relu)
      body(&layer.parameters)
      self = .radialBasis(layer)
    case .activation: break
    }
  }
}
