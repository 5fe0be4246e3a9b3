/// What an attacker may do to an image: how far to move it, and whether pixels keep their range.
public struct ThreatModel: Hashable, Sendable {
  /// The largest change of a pixel, in pixel units (1 is from black to white): the radius of the
  /// ball in the maximum norm.
  public let epsilon: Float
  /// The range that pixels keep; `nil` where they may leave it, as in the study.
  public let range: ClosedRange<Float>?

  /// - Precondition: `epsilon` is a finite number from 0.
  public init(epsilon: Float, range: ClosedRange<Float>? = nil) {
    precondition(epsilon >= 0 && epsilon.isFinite, "ε is a distance")
    self.epsilon = epsilon
    self.range = range
  }

  /// The nearest image to `candidate` that this attacker may make from `original`.
  ///
  /// Where a pixel of the candidate is NaN, which is near to nothing, the original's stays: else an
  /// attack could make the classifier fail by handing it no image at all.
  ///
  /// - Parameters:
  ///   - candidate: `[batch, pixels]`.
  ///   - original: `[batch, pixels]`, in 0…1.
  /// - Returns: `[batch, pixels]`, within ε of the original and within the range, both up to
  ///   rounding.
  public func project(_ candidate: Matrix, around original: Matrix) -> Matrix {
    precondition(candidate.values.count == original.values.count, "the same shape")
    var result = candidate
    for index in result.values.indices {
      let centre = original.values[index]
      let proposed = result.values[index]
      var value =
        proposed.isNaN ? centre : min(max(proposed, centre - epsilon), centre + epsilon)
      if let range { value = min(max(value, range.lowerBound), range.upperBound) }
      result.values[index] = value
    }
    return result
  }
}
