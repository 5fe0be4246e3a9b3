/// A layer of a network: a closed list, so that certifiers can walk it.
public enum Layer: Equatable, Sendable {
  case dense(Dense)
  case radialBasis(RadialBasis)
  case activation(Activation)

  /// The dense layer, if it is one.
  public var dense: Dense? {
    if case .dense(let layer) = self { layer } else { nil }
  }
}
