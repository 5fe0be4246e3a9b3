/// Uniform noise: no search at all, a baseline that shows how much the others owe to knowing where to
/// go.
///
/// For L∞ each pixel moves by up to ε; for L2 the noise is scaled to length ε. Each repetition draws
/// anew for what still stands.
///
/// Source: Rauber et al., *Foolbox*, 2017, "additive uniform noise".
public struct UniformNoise: Attack {
  /// How often it draws.
  public var repeats = 100

  public init() {}

  public static let name = "uniform-noise"
  public static let summary = "Uniform noise of size ε, a baseline"
  public static let source = "Rauber et al. 2017"
  public static let access = AttackAccess.readings
  public static let norms = [Norm.linf, .l2]
  public static var settings: [AttackSetting<Self>] {
    [AttackSetting("repeats", \.repeats, 1...100_000, "draws")]
  }

  public func run(
    _ search: inout AdversarialSearch, using generator: inout SeededGenerator
  ) throws(AttackCancelled) {
    try search.tryNoise(repeats, using: &generator) { generator in generator.uniform(-1, 1) }
  }
}
