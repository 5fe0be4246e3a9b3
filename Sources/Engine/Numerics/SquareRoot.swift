/// 1/√x for x > 0, with a relative error below 5·10⁻⁶; a large finite number for 0.
///
/// In a loop it runs on several numbers at once, while the library's square root, which has to tell
/// of negative numbers, keeps the compiler from that. Halving the exponent gives a first guess
/// (Lomont, *Fast inverse square root*, 2003), and Newton's method doubles its digits twice.
@inline(__always)
func inverseSquareRoot(_ x: Float) -> Float {
  var y = Float(bitPattern: 0x5F37_5A86 &- (x.bitPattern >> 1))
  let half = 0.5 * x
  y *= 1.5 - half * y * y
  y *= 1.5 - half * y * y
  return y
}
