/// What an attacker may do to an image: how far to move it, and whether pixels keep their range.
public struct ThreatModel: Hashable, Sendable {
  /// The largest change of a pixel, in pixel units (1 is from black to white): the radius of the
  /// ball in the maximum norm.
  public var epsilon: Float
  /// The range that pixels keep; `nil` where they may leave it, as in the study.
  public var range: ClosedRange<Float>?

  /// - Precondition: `epsilon` is at least 0.
  public init(epsilon: Float, range: ClosedRange<Float>? = nil) {
    precondition(epsilon >= 0, "ε is a distance")
    self.epsilon = epsilon
    self.range = range
  }

  /// The nearest image to `candidate` that this attacker may make from `original`.
  public func project(_ candidate: Matrix, around original: Matrix) -> Matrix {
    precondition(candidate.values.count == original.values.count, "the same shape")
    var result = candidate
    for index in result.values.indices {
      let centre = original.values[index]
      var value = min(max(result.values[index], centre - epsilon), centre + epsilon)
      if let range { value = min(max(value, range.lowerBound), range.upperBound) }
      result.values[index] = value
    }
    return result
  }
}
