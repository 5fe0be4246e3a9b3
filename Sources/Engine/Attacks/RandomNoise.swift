/// Noise of size ε: no search at all, a baseline that shows how much the others owe to knowing where
/// to go.
///
/// Each repetition draws anew for what still stands. For L2 the noise is scaled to length ε; for L∞
/// it is held to the ball. Source: Goodfellow, Shlens and Szegedy 2015, section 4, which compares the
/// sign of the gradient with noise; Rauber et al., *Foolbox*, 2017, "additive noise".
protocol RandomNoise: Attack {
  /// How often it draws.
  var repeats: Int { get set }

  /// The noise of a pixel, in units of ε.
  static func draw(using generator: inout SeededGenerator) -> Float
}

extension RandomNoise {
  public static var source: String { "Rauber et al. 2017" }
  public static var access: AttackAccess { .readings }
  public static var norms: [Norm] { [.linf, .l2] }
  public static var settings: [AttackSetting<Self>] {
    [AttackSetting("repeats", \.repeats, 1...100_000, "draws")]
  }

  public func run(
    _ search: inout AdversarialSearch, using generator: inout SeededGenerator
  ) throws(AttackCancelled) {
    for _ in 0..<repeats where !search.isDone {
      var noise = Matrix(rows: search.originals.rows, columns: search.originals.columns)
      for index in noise.values.indices { noise.values[index] = Self.draw(using: &generator) }
      if search.threat.norm == .l2 { noise.replaceBySteepest(in: .l2) }
      var images = search.originals
      images.add(noise, times: search.threat.epsilon)
      search.project(&images)
      _ = try search.isAdversarial(images)
      _ = search.dropFallen()
    }
  }
}
