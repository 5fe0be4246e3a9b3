import Engine

/// What the Explore screen shows.
struct ExploreState: Sendable {
  /// Which image is wanted, from 0.
  var index = 0
  /// ε in the norms that were looked at; that in L∞ is shared with the other screens.
  private var sliders: [Norm: EpsilonSlider] = [:]
  /// Whether pixels are held to 0…1; the study does not.
  var isClipped = false
  /// What the engine has found out about an image: the wanted one, or for a moment the one before.
  var exploration: Exploration?
  /// The attack whose images are shown; `nil` for the fast gradient sign method, whose ray is known
  /// for every ε at once.
  var attack: AttackChoice?
  /// What an attack makes of an image at some ε: the wanted attack, or for a moment another.
  var curve: AttackCurve?

  init() {}

  /// ε in a norm.
  subscript(norm: Norm) -> EpsilonSlider {
    get { sliders[norm] ?? EpsilonSlider(norm) }
    set { sliders[norm] = newValue }
  }

  /// Whether ε has been looked at in a norm.
  func knows(_ norm: Norm) -> Bool { sliders[norm] != nil }

  /// ε in L∞, in pixel units.
  var epsilon: Float {
    get { self[.linf].epsilon }
    set { self[.linf].epsilon = newValue }
  }

  /// The range of ε in L∞.
  var scale: Float {
    get { self[.linf].scale }
    set { self[.linf].scale = newValue }
  }

  /// How the attack that is shown measures ε.
  var norm: Norm { attack?.norm ?? .linf }

  /// What the attack is called.
  var attackName: String { attack?.name ?? FastGradientSign.name }
}
