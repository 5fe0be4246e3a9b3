/// Auto-PGD on the targeted difference of logits ratio, towards one class after another.
///
/// Any misreading counts where the goal has no target; where it has one, that class alone is pursued.
/// Source: Croce and Hein, *Reliable evaluation of adversarial robustness*, 2020, section 4.2,
/// equation 7: the classes with the largest scores on the image as it is, nine of ten at most.
public struct TargetedAutoDescent: AutoProjectedGradientDescent {
  /// How many steps it takes from each start.
  public var steps = 100
  /// How many random starts it takes with each class.
  public var restarts = 1
  /// How many classes it pursues.
  public var classes = 9

  public init() {}

  public static let name = "apgd-t"
  public static let summary = "PGD that chooses its own steps, towards one class after another"
  public static var settings: [AttackSetting<Self>] {
    startSettings + [
      AttackSetting("classes", \.classes, 1...1000, "classes pursued one after another")
    ]
  }

  static let loss = AttackLoss.logitsRatio

  public func fewestClasses(isTargeted: Bool) -> Int { Self.loss.fewestClasses(isTargeted: true) }

  public func run(
    _ search: inout AdversarialSearch, using generator: inout SeededGenerator
  ) throws(AttackCancelled) {
    try search.pursueClasses(classes) { search throws(AttackCancelled) in
      try climb(&search, using: &generator)
    }
  }
}
