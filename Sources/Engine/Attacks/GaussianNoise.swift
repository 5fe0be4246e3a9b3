/// Normal noise of deviation ε, the same in all directions.
public struct GaussianNoise: RandomNoise {
  /// How often it draws.
  public var repeats = 100

  public init() {}

  public static let name = "gaussian-noise"
  public static let summary = "Normal noise of size ε, a baseline"

  static func draw(using generator: inout SeededGenerator) -> Float { generator.normal() }
}
