import Engine

/// What the Explore screen shows.
public struct ExploreState: Sendable {
  /// Which image is wanted, from 0.
  public var index = 0
  /// ε, in pixel units.
  public var epsilon: Float = 0
  /// The right end of the slider and the curve; one of `scales`.
  public var scale: Float = 0.25
  /// Whether pixels are held to 0…1; the study does not.
  public var isClipped = false
  /// What the engine has found out about an image: the wanted one, or for a moment the one before.
  public var exploration: Exploration?

  public init() {}

  /// The ranges of ε that the slider can have.
  public static let scales: [Float] = [0.05, 0.1, 0.25, 0.5, 1]
  /// How many small steps the slider has.
  public static let steps: Float = 250

  /// What a press of an arrow key moves ε by.
  public var step: Float { scale / Self.steps }

  /// The confidences at the current ε, `[classes]`.
  public var confidences: [Float]? { exploration?.ray.confidences(at: epsilon) }
}
