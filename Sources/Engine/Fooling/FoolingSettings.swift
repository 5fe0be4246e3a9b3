/// How an image is made from nothing that a model is sure of.
public enum FoolingMethod: String, CaseIterable, Sendable {
  /// Up the gradient of the class's confidence.
  case ascent
  /// Evolution whose genes are the pixels: noise, to the eye.
  case evolution
  /// Evolution whose genes are a small network that paints: regular patterns.
  case cppn
}

/// What decides how fooling images are made.
public struct FoolingSettings: Equatable, Sendable {
  public var method: FoolingMethod
  /// The class that the model is to be sure of.
  public var target: Int
  /// How sure it is to be, 0…1.
  public var confidence: Float = 0.99
  /// How many rounds it takes at most.
  public var rounds = 5000
  /// How many children each round of an evolution has.
  public var children = 100
  /// The share of pixels that a child changes at first, where pixels are the genes; it is halved every
  /// 1000 rounds.
  public var mutationRate: Float = 0.1
  /// η of polynomial mutation: the larger, the smaller the changes.
  public var mutationIndex: Float = 15
  /// How far the ascent steps, as a Euclidean length in pixel units.
  public var stepSize: Float = 0.1

  public init(_ method: FoolingMethod, target: Int) {
    self.method = method
    self.target = target
  }

  /// The chance that a run draws from: a stream of its class, so that images of several classes that
  /// are made from one seed do not begin alike.
  public func generator(seed: UInt64) -> SeededGenerator {
    SeededGenerator(seed: seed).stream(UInt64(target))
  }
}
