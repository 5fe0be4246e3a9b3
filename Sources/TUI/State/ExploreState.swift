import Engine

/// What the Explore screen shows.
struct ExploreState: Sendable {
  /// Which image is wanted, from 0.
  var index = 0
  /// ε, in pixel units.
  var epsilon: Float = 0
  /// The right end of the slider and the curve; one of `scales`.
  var scale: Float = 0.25
  /// Whether pixels are held to 0…1; the study does not.
  var isClipped = false
  /// What the engine has found out about an image: the wanted one, or for a moment the one before.
  var exploration: Exploration?

  init() {}

  /// The ranges of ε that the slider can have.
  static let scales: [Float] = [0.05, 0.1, 0.25, 0.5, 1]
  /// How many small steps the slider has.
  static let steps: Float = 250

  /// What a press of an arrow key moves ε by.
  var step: Float { scale / Self.steps }

  /// The confidences at the current ε, `[classes]`.
  var confidences: [Float]? { exploration?.ray.confidences(at: epsilon) }
}
