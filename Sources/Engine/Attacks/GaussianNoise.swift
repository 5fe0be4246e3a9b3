/// Normal noise: no search at all, a baseline that shows how much the others owe to knowing where to
/// go.
///
/// For L2 it is scaled to length ε; for L∞ it has deviation ε, and is held to the ball. Each repetition
/// draws anew for what still stands.
///
/// Source: Goodfellow, Shlens and Szegedy 2015, section 4, which compares the sign of the gradient with
/// noise; Rauber et al., *Foolbox*, 2017, "additive Gaussian noise".
public struct GaussianNoise: Attack {
  /// How often it draws.
  public var repeats = 100

  public init() {}

  public static let name = "gaussian-noise"
  public static let summary = "Normal noise of size ε, a baseline"
  public static let source = "Rauber et al. 2017"
  public static let access = AttackAccess.readings
  public static let norms = [Norm.linf, .l2]
  public static var settings: [AttackSetting<Self>] {
    [AttackSetting("repeats", \.repeats, 1...100_000, "draws")]
  }

  public func run(
    _ search: inout AdversarialSearch, using generator: inout SeededGenerator
  ) throws(AttackCancelled) {
    try search.tryNoise(repeats, using: &generator) { generator in generator.normal() }
  }
}

extension AdversarialSearch {
  /// Adds noise of size ε, anew so many times, to the images that still stand.
  ///
  /// - Parameter draw: The noise of a pixel, in units of ε.
  mutating func tryNoise(
    _ repeats: Int, using generator: inout SeededGenerator,
    _ draw: (inout SeededGenerator) -> Float
  ) throws(AttackCancelled) {
    for _ in 0..<repeats where !isDone {
      var noise = Matrix(rows: originals.rows, columns: originals.columns)
      for index in noise.values.indices { noise.values[index] = draw(&generator) }
      if threat.norm == .l2 { noise.replaceBySteepest(in: .l2) }
      var images = originals
      images.add(noise, times: threat.epsilon)
      project(&images)
      _ = try isAdversarial(images)
      _ = dropFallen()
    }
  }
}
