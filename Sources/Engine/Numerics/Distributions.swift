import Foundation

extension RandomNumberGenerator {
  /// A float uniform in [0, 1), with 24 random bits.
  public mutating func uniform() -> Float {
    Float(next() >> 40) * 0x1p-24
  }

  /// A float uniform between two others; rounding can make it `high` itself.
  public mutating func uniform(_ low: Float, _ high: Float) -> Float {
    low + (high - low) * uniform()
  }

  /// A draw from the standard normal distribution (Box and Muller, 1958).
  public mutating func normal() -> Float {
    // 1 − u lies in (0, 1], so the logarithm is finite.
    let radius = (-2 * Foundation.log(1 - Double(next() >> 11) * 0x1p-53)).squareRoot()
    let angle = 2 * Double.pi * Double(next() >> 11) * 0x1p-53
    return Float(radius * Foundation.cos(angle))
  }

  /// Two independent draws from the standard normal distribution.
  mutating func normalPair() -> SIMD2<Float> {
    SIMD2(normal(), normal())
  }
}
