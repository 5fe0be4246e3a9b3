import Engine

/// ε in one norm, and the range that its slider has.
struct EpsilonSlider: Equatable, Sendable {
  let norm: Norm
  /// In pixel units; for L0 a number of pixels.
  var epsilon: Float = 0
  /// The right end of the slider and the curve; one of `scales`.
  var scale: Float

  init(_ norm: Norm) {
    self.norm = norm
    scale = Self.scales(norm)[2]
  }

  /// The ranges of ε that a slider can have, the third to begin with.
  static func scales(_ norm: Norm) -> [Float] {
    switch norm {
    case .linf: [0.05, 0.1, 0.25, 0.5, 1]
    case .l2: [0.5, 1, 2, 5, 10]
    case .l1: [5, 10, 20, 50, 100]
    case .l0: [10, 20, 50, 100, 200]
    }
  }

  /// What a press of an arrow key moves ε by.
  var step: Float { AttackCurve.step(upTo: scale, in: norm) }

  /// Where ε lies in its range, 0…1.
  var fraction: Double { Double(epsilon / scale) }
}
