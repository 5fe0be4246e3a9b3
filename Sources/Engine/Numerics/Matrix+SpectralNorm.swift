import Foundation

extension Matrix {
  /// An upper bound of the largest singular value ‖A‖₂, no more than a twentieth above it.
  ///
  /// The largest eigenvalue λ of the Gram matrix G (of the smaller side, n×n) is ‖A‖₂², and
  /// λᵖ ≤ tr Gᵖ ≤ n·λᵖ. With p = 2⁶ by repeated squaring the bound is at most n^(1/128) times too
  /// large: 1.05 for n = 512. Infinite where a value is not finite.
  var spectralNormBound: Float {
    let isWide = rows < columns
    var gram = Matrix.product(
      self, isWide ? .none : .transposed, self, isWide ? .transposed : .none)
    var (logarithm, power) = (0.0, 1.0)
    for step in 0...6 {
      let trace = (0..<gram.rows).reduce(0.0) { $0 + Double(gram[$1, $1]) }
      guard trace.isFinite else { return .infinity }
      guard trace > 0 else { return 0 }
      // The power itself could overflow: it is kept with trace 1, and its logarithm apart.
      logarithm += log(trace)
      guard step < 6 else { break }
      for index in gram.values.indices { gram.values[index] /= Float(trace) }
      gram = Matrix.product(gram, .none, gram, .none)
      (logarithm, power) = (2 * logarithm, 2 * power)
    }
    return Float(exp(logarithm / power / 2))
  }
}
