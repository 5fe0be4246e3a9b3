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

  /// The size of what separates two images.
  public init(from original: some Sequence<Float>, to perturbed: some Sequence<Float>) {
    let change = zip(perturbed, original).map { $0 - $1 }
    (l0, l1) = (Norm.l0(change), Norm.l1(change))
    (l2, linf) = (Norm.l2(change), Norm.linf(change))
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
