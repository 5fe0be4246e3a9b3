/// Auto-PGD on the targeted difference of logits ratio, towards one class after another.
///
/// Any misreading counts where the goal has no target; where it has one, that class alone is pursued.
/// Source: Croce and Hein, *Reliable evaluation of adversarial robustness*, 2020, section 4.2,
/// equation 7: the classes with the largest scores on the image as it is, nine of ten at most.
public struct TargetedAutoDescent: Attack {
  /// How many steps it takes from each start.
  public var steps = 100
  /// How many random starts it takes with each class.
  public var restarts = 1
  /// How many classes it pursues.
  public var classes = 9

  public init() {}

  public static let name = "apgd-t"
  public static let summary = "PGD that chooses its own steps, towards one class after another"
  public static let source = "Croce and Hein 2020"
  public static let access = AttackAccess.gradients
  public static let norms = [Norm.linf, .l2]
  public static var settings: [AttackSetting<Self>] {
    [
      AttackSetting("steps", \.steps, 1...100_000, "steps from each start"),
      AttackSetting("restarts", \.restarts, 1...1000, "random starts with each class"),
      AttackSetting("classes", \.classes, 1...1000, "classes pursued one after another"),
    ]
  }

  public func fewestClasses(isTargeted: Bool) -> Int {
    AttackLoss.logitsRatio.fewestClasses(isTargeted: true)
  }

  public func run(
    _ search: inout AdversarialSearch, using generator: inout SeededGenerator
  ) throws(AttackCancelled) {
    let climb = AutoProjectedGradientDescent(loss: .logitsRatio, steps: steps, restarts: restarts)
    try search.pursueClasses(classes) { search throws(AttackCancelled) in
      try climb.run(&search, using: &generator)
    }
  }
}
