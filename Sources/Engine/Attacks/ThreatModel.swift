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
  func allowedSize(of candidate: ArraySlice<Float>, from original: ArraySlice<Float>) -> Float? {
    precondition(candidate.count == original.count, "the same shape")
    let low = (range?.lowerBound ?? -.greatestFiniteMagnitude) - Self.tolerance
    let high = (range?.upperBound ?? .greatestFiniteMagnitude) + Self.tolerance
    let size: Float? = candidate.withUnsafeBufferPointer { candidate in
      original.withUnsafeBufferPointer { original in
        guard Self.isInside(candidate, low, high) else { return nil }
        return norm.size(from: original, to: candidate)
      }
    }
    return size.flatMap { $0 <= epsilon + Self.tolerance * max(1, epsilon) ? $0 : nil }
  }

  /// Whether all pixels lie between two others; NaN does not.
  private static func isInside(
    _ pixels: UnsafeBufferPointer<Float>, _ low: Float, _ high: Float
  ) -> Bool {
    var outside: UInt32 = 0
    for pixel in pixels { outside |= pixel >= low && pixel <= high ? 0 : 1 }
    return outside == 0
  }
}
