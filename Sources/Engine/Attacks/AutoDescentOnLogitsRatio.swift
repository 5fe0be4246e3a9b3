/// Auto-PGD on the difference of logits ratio, which scaling the scores does not change.
///
/// Source: Croce and Hein, *Reliable evaluation of adversarial robustness*, 2020, sections 3 and 4;
/// equation 6, and with a target equation 7.
public struct AutoDescentOnLogitsRatio: Attack {
  /// How many steps it takes from each start.
  public var steps = 100
  /// How many random starts it takes.
  public var restarts = 1

  public init() {}

  public static let name = "apgd-dlr"
  public static let summary = "PGD that chooses its own steps, up the ratio of logits' differences"
  public static let source = "Croce and Hein 2020"
  public static let access = AttackAccess.gradients
  public static let norms = [Norm.linf, .l2]
  public static var settings: [AttackSetting<Self>] {
    [
      AttackSetting("steps", \.steps, 1...100_000, "steps from each start"),
      AttackSetting("restarts", \.restarts, 1...1000, "random starts"),
    ]
  }

  public func fewestClasses(isTargeted: Bool) -> Int {
    AttackLoss.logitsRatio.fewestClasses(isTargeted: isTargeted)
  }

  public func run(
    _ search: inout AdversarialSearch, using generator: inout SeededGenerator
  ) throws(AttackCancelled) {
    try AutoProjectedGradientDescent(loss: .logitsRatio, steps: steps, restarts: restarts)
      .run(&search, using: &generator)
  }
}
