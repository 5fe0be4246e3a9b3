/// How the size of a perturbation is measured.
///
/// Source: Carlini and Wagner, *Towards Evaluating the Robustness of Neural Networks*, 2017, section
/// II.D; seed 003, "Distance metrics".
public enum Norm: String, CaseIterable, Sendable {
  /// How many pixels change.
  case l0
  /// The sum of the changes' magnitudes.
  case l1
  /// The Euclidean length.
  case l2
  /// The largest change of a pixel.
  case linf

  /// The size of a perturbation, in pixel units (for L0 a number of pixels).
  public func callAsFunction(_ perturbation: some Sequence<Float>) -> Float {
    switch self {
    case .l0: perturbation.reduce(0) { $0 + ($1 == 0 ? 0 : 1) }
    case .l1: perturbation.reduce(0) { $0 + abs($1) }
    case .l2: perturbation.reduce(0) { $0 + $1 * $1 }.squareRoot()
    case .linf: perturbation.reduce(0) { max($0, abs($1)) }
    }
  }

  /// The size of what separates two images; the same up to rounding, and faster.
  func size(
    from original: UnsafeBufferPointer<Float>, to perturbed: UnsafeBufferPointer<Float>
  ) -> Float {
    // Eight sums at once, as a sum in order lets the processor wait for each addition.
    var sums = SIMD8<Float>()
    let whole = original.count / 8 * 8
    for start in stride(from: 0, to: whole, by: 8) {
      add(perturbed.lanes(at: start) - original.lanes(at: start), to: &sums)
    }
    for index in whole..<original.count {
      add(SIMD8(perturbed[index] - original[index], 0, 0, 0, 0, 0, 0, 0), to: &sums)
    }
    switch self {
    case .l0, .l1: return sums.sum()
    case .l2: return sums.sum().squareRoot()
    case .linf: return sums.max()
    }
  }

  @inline(__always)
  private func add(_ change: SIMD8<Float>, to sums: inout SIMD8<Float>) {
    switch self {
    case .l0: sums += SIMD8<Float>().replacing(with: 1, where: change .!= 0)
    case .l1: sums += change.replacing(with: -change, where: change .< 0)
    case .l2: sums += change * change
    case .linf:
      let magnitude = change.replacing(with: -change, where: change .< 0)
      sums.replace(with: magnitude, where: magnitude .> sums)
    }
  }
}

/// The size of one perturbation in every norm.
public struct PerturbationSize: Equatable, Hashable, Sendable {
  public var l0: Float
  public var l1: Float
  public var l2: Float
  public var linf: Float

  /// The size of what separates two images of as many pixels.
  public init(from original: some Sequence<Float>, to perturbed: some Sequence<Float>) {
    let (original, perturbed) = (Array(original), Array(perturbed))
    precondition(original.count == perturbed.count, "as many pixels in both")
    func size(_ norm: Norm) -> Float {
      original.withUnsafeBufferPointer { original in
        perturbed.withUnsafeBufferPointer { norm.size(from: original, to: $0) }
      }
    }
    (l0, l1, l2, linf) = (size(.l0), size(.l1), size(.l2), size(.linf))
  }

  public subscript(norm: Norm) -> Float {
    switch norm {
    case .l0: l0
    case .l1: l1
    case .l2: l2
    case .linf: linf
    }
  }
}
