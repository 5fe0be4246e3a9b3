/// AutoAttack: auto-PGD on the cross-entropy, auto-PGD and the fast adaptive boundary attack towards
/// one class after another, and Square, each on the images that the ones before it have left.
///
/// Source: Croce and Hein, *Reliable evaluation of adversarial robustness with an ensemble of diverse
/// parameter-free attacks*, 2020, section 5, in the standard version of the authors' code. It knows
/// goals with a target too, which the others then share.
public struct AutoAttack: Attack {
  /// How many steps the attacks with gradients take.
  public var steps = 100
  /// How many classes are pursued one after another.
  public var classes = 9
  /// How many images Square asks about.
  public var queries = 5000

  public init() {}

  public static let name = "autoattack"
  public static let summary = "APGD-CE, APGD-T, FAB-T and Square, one after another"
  public static let source = "Croce and Hein 2020"
  public static let access = AttackAccess.gradients
  public static let norms = [Norm.linf, .l2]
  public static var settings: [AttackSetting<Self>] {
    [
      AttackSetting("steps", \.steps, 1...100_000, "steps of APGD and FAB"),
      AttackSetting("classes", \.classes, 1...1000, "classes that APGD-T and FAB-T pursue"),
      AttackSetting("queries", \.queries, 1...1_000_000, "images that Square asks about"),
    ]
  }

  public func fewestClasses(isTargeted: Bool) -> Int {
    members.map { $0.fewestClasses(isTargeted: isTargeted) }.max() ?? 2
  }

  /// The attacks, in order.
  var members: [any Attack] {
    var crossEntropy = AutoDescentOnCrossEntropy()
    crossEntropy.steps = steps
    var ratio = TargetedAutoDescent()
    (ratio.steps, ratio.classes) = (steps, classes)
    var boundary = TargetedFastAdaptiveBoundary()
    (boundary.steps, boundary.classes) = (steps, classes)
    var square = SquareAttack()
    square.queries = queries
    return [crossEntropy, ratio, boundary, square]
  }

  public func run(
    _ search: inout AdversarialSearch, using generator: inout SeededGenerator
  ) throws(AttackCancelled) {
    for member in members { try search.run(member, using: &generator) }
  }
}
