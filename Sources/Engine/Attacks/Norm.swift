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
}

/// The size of one perturbation in every norm.
public struct PerturbationSize: Equatable, Hashable, Sendable {
  public var l0: Float
  public var l1: Float
  public var l2: Float
  public var linf: Float

  /// The size of what separates two images of as many pixels.
  public init(from original: some Sequence<Float>, to perturbed: some Sequence<Float>) {
    self = Array(original).withUnsafeBufferPointer { original in
      Array(perturbed).withUnsafeBufferPointer { PerturbationSize(original, $0) }
    }
  }

  /// Adds up in eight lanes at a time, as a plain loop would have to go one by one.
  private init(
    _ original: UnsafeBufferPointer<Float>, _ perturbed: UnsafeBufferPointer<Float>
  ) {
    typealias Lanes = SIMD8<Float>
    precondition(original.count == perturbed.count, "as many pixels in both")
    var (changed, sum, squares, largest) = (Lanes.zero, Lanes.zero, Lanes.zero, Lanes.zero)
    func add(_ change: Lanes) {
      let size = change.replacing(with: -change, where: change .< 0)
      changed += Lanes(repeating: 1).replacing(with: 0, where: change .== 0)
      sum += size
      squares += size * size
      largest.replace(with: size, where: size .> largest)
    }
    let whole = original.count / 8 * 8
    for start in stride(from: 0, to: whole, by: 8) {
      add(perturbed.lanes(at: start) - original.lanes(at: start))
    }
    for index in whole..<original.count {
      add(Lanes(perturbed[index] - original[index], 0, 0, 0, 0, 0, 0, 0))
    }
    (l0, l1) = (changed.sum(), sum.sum())
    (l2, linf) = (squares.sum().squareRoot(), largest.max())
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
