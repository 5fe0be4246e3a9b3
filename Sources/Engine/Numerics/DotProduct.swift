/// Σ aᵢ·bᵢ, added up in eight lanes at a time.
///
/// A plain loop has to add in order, one number after another, which takes several times as long.
func dotProduct(_ a: UnsafeBufferPointer<Float>, _ b: UnsafeBufferPointer<Float>) -> Float {
  precondition(a.count == b.count, "as many numbers in both")
  var sums = SIMD8<Float>.zero
  let whole = a.count / 8 * 8
  for start in stride(from: 0, to: whole, by: 8) { sums += a.lanes(at: start) * b.lanes(at: start) }
  var sum = sums.sum()
  for index in whole..<a.count { sum += a[index] * b[index] }
  return sum
}

extension UnsafeBufferPointer<Float> {
  /// Eight numbers from a place on.
  @inline(__always)
  func lanes(at index: Int) -> SIMD8<Float> {
    UnsafeRawBufferPointer(self).loadUnaligned(
      fromByteOffset: index * MemoryLayout<Float>.size, as: SIMD8<Float>.self)
  }
}
