extension ThreatModel {
  /// The images that this attacker may make, near to others.
  ///
  /// For L∞ and L2 it is the nearest in the ball, for L1 too (Duchi et al., *Efficient Projections
  /// onto the ℓ₁-Ball*, 2008), for L0 the one that keeps the ε largest changes (the first of equals);
  /// pixels are then held to their range, which makes no change larger, as originals lie in it.
  /// Where a pixel of the candidate is NaN, which is near to nothing, the original's stays: else an
  /// attack could make the classifier fail by handing it no image at all.
  ///
  /// - Parameters:
  ///   - candidate: `[batch, pixels]`.
  ///   - original: `[batch, pixels]`, in 0…1.
  /// - Returns: `[batch, pixels]`, within ε of the original and within the range, both up to
  ///   rounding.
  public func project(_ candidate: Matrix, around original: Matrix) -> Matrix {
    var result = candidate
    project(&result, around: original)
    return result
  }

  /// Replaces images by those that this attacker may make.
  func project(_ images: inout Matrix, around original: Matrix) {
    precondition(images.values.count == original.values.count, "the same shape")
    let width = images.columns
    let (low, high) = (range?.lowerBound ?? -.infinity, range?.upperBound ?? .infinity)
    images.values.withUnsafeMutableBufferPointer { images in
      original.values.withUnsafeBufferPointer { original in
        if norm != .linf, epsilon < .infinity {
          for start in stride(from: 0, to: images.count, by: width) {
            let row = start..<start + width
            shrink(
              UnsafeMutableBufferPointer(rebasing: images[row]),
              around: UnsafeBufferPointer(rebasing: original[row]))
          }
        }
        let radius = norm == .linf ? epsilon : .infinity
        for index in images.indices {
          let (centre, proposed) = (original[index], images[index])
          let inBall = min(max(proposed, centre - radius), centre + radius)
          images[index] = min(max(proposed.isNaN ? centre : inBall, low), high)
        }
      }
    }
  }

  /// Brings one image into the ball of a norm other than L∞.
  private func shrink(
    _ image: UnsafeMutableBufferPointer<Float>, around original: UnsafeBufferPointer<Float>
  ) {
    for index in image.indices where image[index].isNaN { image[index] = original[index] }
    let change = image.indices.map { image[$0] - original[$0] }
    let size = norm(change)
    guard size > epsilon else { return }
    switch norm {
    case .l2:
      let scale = epsilon / size
      for index in image.indices { image[index] = original[index] + scale * change[index] }
    case .l1:
      let threshold = Self.simplexThreshold(change.map { abs($0) }, sum: epsilon)
      for index in image.indices {
        let kept = max(0, abs(change[index]) - threshold)
        image[index] = original[index] + (change[index] < 0 ? -kept : kept)
      }
    case .l0:
      let order = change.indices.sorted {
        abs(change[$0]) == abs(change[$1]) ? $0 < $1 : abs(change[$0]) > abs(change[$1])
      }
      for index in order.dropFirst(Int(epsilon)) { image[index] = original[index] }
    case .linf: break
    }
  }

  /// The θ with Σ max(0, vᵢ − θ) = sum, for magnitudes that add up to more.
  private static func simplexThreshold(_ magnitudes: [Float], sum: Float) -> Float {
    var (total, threshold) = (Float(0), Float(0))
    for (count, value) in magnitudes.sorted(by: >).enumerated() {
      total += value
      let next = (total - sum) / Float(count + 1)
      guard value > next else { break }
      threshold = next
    }
    return threshold
  }
}
