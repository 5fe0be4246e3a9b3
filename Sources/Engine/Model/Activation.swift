import Foundation

/// The function between two layers with trained numbers.
public enum Activation: Hashable, Sendable {
  /// max(0, x).
  case relu
  /// (x + √(x² + a²)) / 2, a smooth stand-in for ReLU that tends to it as a → 0.
  ///
  /// Source: seed 000, section 3; known as squareplus (Barron 2021), with b = a². It is convex,
  /// increasing and 1-Lipschitz.
  case squareplus(a: Float)
  /// e^x, which makes Gaussian units of the exponents that `RadialBasis` gives.
  case exponential

  /// The activation of the study, which does not print its a.
  ///
  /// With 0.1 the value at 0 is 0.05, "≈ 0" as section 3 has it.
  public static let study = Activation.squareplus(a: 0.1)

  /// The value at x.
  ///
  /// For x < 0 the sum x + √(x² + a²) would cancel; there a² / (2(√(x² + a²) − x)) is the same
  /// number without the loss. NaN stays NaN; from |x| ≈ 1.8·10¹⁹ on, where x² overflows, squareplus
  /// is infinite above 0 and 0 below.
  public func callAsFunction(_ x: Float) -> Float {
    switch self {
    case .relu: Self.rectified(x)
    case .squareplus(let a): Self.squareplus(x, square: a * a)
    case .exponential: expf(x)
    }
  }

  /// The derivative at x from the value y there; that of squareplus, ½(1 + x/√(x² + a²)), is
  /// y² / (y² + a²/4).
  ///
  /// All are functions of the output alone, so a layer's input need not be kept.
  public func derivative(output y: Float) -> Float {
    switch self {
    case .relu: y > 0 ? 1 : 0
    case .squareplus(let a): Self.slope(y, quarter: a * a / 4)
    case .exponential: y
    }
  }

  /// Applies the function to every value.
  func apply(_ values: inout [Float]) {
    if case .exponential = self { return replaceByExponentials(&values) }
    values.withUnsafeMutableBufferPointer { values in
      switch self {
      case .relu:
        for index in values.indices { values[index] = Self.rectified(values[index]) }
      case .squareplus(let a):
        let square = a * a
        for index in values.indices {
          values[index] = Self.squareplus(values[index], square: square)
        }
      case .exponential: break
      }
    }
  }

  /// Multiplies a gradient with respect to the outputs by the derivative, where it stands.
  func applyDerivative(outputs: [Float], to gradient: inout [Float]) {
    precondition(outputs.count == gradient.count, "one gradient per output")
    outputs.withUnsafeBufferPointer { outputs in
      gradient.withUnsafeMutableBufferPointer { gradient in
        switch self {
        case .relu:
          for index in outputs.indices { gradient[index] *= outputs[index] > 0 ? 1 : 0 }
        case .squareplus(let a):
          let quarter = a * a / 4
          for index in outputs.indices {
            gradient[index] *= Self.slope(outputs[index], quarter: quarter)
          }
        case .exponential:
          for index in outputs.indices { gradient[index] *= outputs[index] }
        }
      }
    }
  }

  @inline(__always)
  private static func rectified(_ x: Float) -> Float {
    // In this order NaN stays NaN; `max(0, x)` would hide it.
    max(x, 0)
  }

  @inline(__always)
  private static func squareplus(_ x: Float, square: Float) -> Float {
    let sum = abs(x) + (x * x + square).squareRoot()
    // Where a and x are 0, so is the sum.
    let far = square / max(2 * sum, .leastNormalMagnitude)
    return x > 0 ? sum / 2 : far
  }

  @inline(__always)
  private static func slope(_ y: Float, quarter: Float) -> Float {
    let square = y * y
    return square / (square + max(quarter, .leastNormalMagnitude))
  }
}
