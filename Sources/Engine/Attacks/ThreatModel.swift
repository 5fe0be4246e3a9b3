/// What an attacker may do to an image: how far to move it, and whether pixels keep their range.
public struct ThreatModel: Hashable, Sendable {
  /// How a move is measured.
  public let norm: Norm
  /// The radius of the ball: in pixel units (1 is from black to white), for L0 a number of pixels;
  /// infinite where any distance will do, as for attacks that look for the nearest image.
  public let epsilon: Float
  /// The range that pixels keep; `nil` where they may leave it, as in the study.
  public let range: ClosedRange<Float>?

  /// - Precondition: `epsilon` is a number from 0.
  public init(norm: Norm = .linf, epsilon: Float, range: ClosedRange<Float>? = nil) {
    precondition(epsilon >= 0, "ε is a distance")
    self.norm = norm
    self.epsilon = epsilon
    self.range = range
  }

  /// The share of ε, and of a pixel's range, by which rounding may overstep them.
  static let tolerance: Float = 1e-6

  /// Whether this attacker may make one image from another, up to a rounding of 10⁻⁶.
  ///
  /// - Parameters:
  ///   - candidate: `[pixels]`.
  ///   - original: `[pixels]`, in 0…1.
  /// - Returns: The size of the move, where it is allowed; else `nil`.
  func allowedSize(
    of candidate: ArraySlice<Float>, from original: ArraySlice<Float>
  ) -> Float? {
    let low = (range?.lowerBound ?? -.greatestFiniteMagnitude) - Self.tolerance
    let high = (range?.upperBound ?? .greatestFiniteMagnitude) + Self.tolerance
    // NaN is in no range. All are counted, as a loop with a way out could not go in lanes.
    let outside = candidate.reduce(0) { $0 + ($1 >= low && $1 <= high ? 0 : 1) }
    guard outside == 0 else { return nil }
    let size = PerturbationSize(from: original, to: candidate)[norm]
    return size <= epsilon + Self.tolerance * max(1, epsilon) ? size : nil
  }
}
