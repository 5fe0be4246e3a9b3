/// A layer of a network: a closed list, so that certifiers can walk it.
public enum Layer: Equatable, Sendable {
  case dense(Dense)
  case activation(Activation)

  /// The dense layer, if it is one.
  public var dense: Dense? {
    if case .dense(let layer) = self { layer } else { nil }
  }

  /// Changes a dense layer in its own memory; leaves any other as it is.
  mutating func modifyDense(_ body: (inout Dense) -> Void) {
    guard case .dense(var dense) = self else { return }
    // While `dense` holds the only reference, changing it copies nothing.
    self = .activation(.relu)
    body(&dense)
    self = .dense(dense)
  }
}
