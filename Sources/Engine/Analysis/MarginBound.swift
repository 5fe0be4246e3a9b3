/// How far along a ray a reading is proved to stay.
///
/// Activations are 1-Lipschitz (e^x too, as exponents are at most 0), so along x + εη the margin between the scores of two classes y and c
/// changes by at most ‖w_y − w_c‖₂ · Π‖W_k‖₂ · ‖v‖₂ for each unit of ε, where v = W₁η (see
/// `RayValues.slopeNorms` for Gaussian units), the W_k are the
/// weights between the first layer and the last, and the w those of the last. All norms are
/// Euclidean. Source: Szegedy et al., *Intriguing properties of neural networks*, 2014, section 4.3.
struct MarginBound {
  /// ‖w_y − w_c‖₂ · Π‖W_k‖₂, `[classes, classes]`: how fast each margin can change where ‖v‖₂ is 1.
  private let slopes: Matrix

  /// - Returns: `nil` for a network whose only layer is the first, whose scores are lines in ε, and
  ///   for one with Gaussian units further on.
  init?(_ network: Network) {
    guard case .dense(let last)? = network.layers.dropFirst().last else { return nil }
    var product: Float = 1
    for layer in network.layers.dropFirst().dropLast() {
      switch layer {
      case .dense(let dense): product *= dense.weights.spectralNormBound
      case .radialBasis: return nil
      case .activation: continue
      }
    }
    slopes = Matrix(
      rows: last.outputs, columns: last.outputs,
      values: (0..<last.outputs).flatMap { y in
        (0..<last.outputs).map { c in
          product
            * zip(last.weights.row(y), last.weights.row(c))
            .reduce(Float(0)) { $0 + ($1.0 - $1.1) * ($1.0 - $1.1) }.squareRoot()
        }
      })
  }

  /// How much further ε may grow with the label sure to keep the largest score; 0 where it does not
  /// have it.
  ///
  /// - Parameters:
  ///   - scores: `[classes]`.
  ///   - slopeNorm: ‖v‖₂.
  func safeDistance(scores: ArraySlice<Float>, label: Int, slopeNorm: Float) -> Float {
    let score = scores[scores.startIndex + label]
    var distance = Float.infinity
    for (other, value) in zip(0..., scores) where other != label {
      // A thousandth is left to rounding.
      let slope = slopes[label, other] * slopeNorm * 1.001
      distance = min(distance, slope > 0 ? (score - value) / slope : score > value ? distance : 0)
    }
    return max(0, distance)
  }
}
