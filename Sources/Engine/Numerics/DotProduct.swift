/// Σ aᵢ·bᵢ, added up in eight lanes at a time.
///
/// A plain loop has to add in order, one number after another, which takes several times as long.
func dotProduct(_ a: UnsafeBufferPointer<Float>, _ b: UnsafeBufferPointer<Float>) -> Float {
  precondition(a.count == b.count, "as many numbers in both")
  var lanes = SIMD8<Float>.zero
  let (first, second) = (UnsafeRawBufferPointer(a), UnsafeRawBufferPointer(b))
  let size = MemoryLayout<SIMD8<Float>>.size
  let whole = first.count / size * size
  for offset in stride(from: 0, to: whole, by: size) {
    lanes +=
      first.loadUnaligned(fromByteOffset: offset, as: SIMD8<Float>.self)
      * second.loadUnaligned(fromByteOffset: offset, as: SIMD8<Float>.self)
  }
  var sum = lanes.sum()
  for index in whole / MemoryLayout<Float>.size..<a.count { sum += a[index] * b[index] }
  return sum
}
