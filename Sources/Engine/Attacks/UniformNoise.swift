/// Noise of up to ε for each pixel, drawn evenly.
public struct UniformNoise: RandomNoise {
  /// How often it draws.
  public var repeats = 100

  public init() {}

  public static let name = "uniform-noise"
  public static let summary = "Uniform noise of size ε, a baseline"

  static func draw(using generator: inout SeededGenerator) -> Float { generator.uniform(-1, 1) }
}
