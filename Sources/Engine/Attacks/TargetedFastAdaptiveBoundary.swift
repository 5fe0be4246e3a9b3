/// The fast adaptive boundary attack towards one class after another, each step to the boundary
/// between it and the label.
///
/// Any misreading counts where the goal has no target; where it has one, that class alone is pursued.
/// Source: Croce and Hein, *Reliable evaluation of adversarial robustness*, 2020, section 5: the
/// classes with the largest scores on the image as it is, nine of ten at most.
public struct TargetedFastAdaptiveBoundary: Attack {
  /// How many steps it takes from each start.
  public var steps = 100
  /// How many starts it takes with each class: the first is the image itself, the others are random.
  public var restarts = 1
  /// How many classes it pursues.
  public var classes = 9

  public init() {}

  public static let name = "fab-t"
  public static let summary = "Steps to one class's boundary after another, drawn towards the image"
  public static let source = "Croce and Hein 2020"
  public static let access = AttackAccess.gradients
  public static let norms = [Norm.linf, .l2]
  public static let aim = AttackAim.nearest
  public static var settings: [AttackSetting<Self>] {
    [
      AttackSetting("steps", \.steps, 1...100_000, "steps from each start"),
      AttackSetting("restarts", \.restarts, 1...1000, "starts; the first is the image itself"),
      AttackSetting("classes", \.classes, 1...1000, "classes pursued one after another"),
    ]
  }

  public func run(
    _ search: inout AdversarialSearch, using generator: inout SeededGenerator
  ) throws(AttackCancelled) {
    var boundary = FastAdaptiveBoundary()
    (boundary.steps, boundary.restarts) = (steps, restarts)
    try search.pursueClasses(classes) { search throws(AttackCancelled) in
      try boundary.run(&search, using: &generator)
    }
  }
}
