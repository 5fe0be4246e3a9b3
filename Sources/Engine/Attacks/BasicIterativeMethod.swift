/// The basic iterative method: small steps of the fast gradient sign method from the image itself,
/// each held to the ball.
///
/// Source: Kurakin, Goodfellow and Bengio, *Adversarial examples in the physical world*, 2017,
/// section 2.2; seed 004, section 5. It is projected gradient descent without a random start.
public struct BasicIterativeMethod: Attack {
  /// How many steps it takes.
  public var steps = 10
  /// α, in pixel units; 0 for ε / steps, with which the edge of the ball can just be reached.
  public var stepSize: Float = 0

  public init() {}

  public static let name = "bim"
  public static let summary = "Small steps of FGSM from the image itself, held to the ball"
  public static let source = "Kurakin et al. 2017"
  public static let access = AttackAccess.gradients
  public static let norms = [Norm.linf, .l2]
  public static var settings: [AttackSetting<Self>] {
    [
      AttackSetting("steps", \.steps, 1...100_000, "steps"),
      AttackSetting("step-size", \.stepSize, 0...1000, "length of a step; 0 for ε / steps"),
    ]
  }

  public func run(
    _ search: inout AdversarialSearch, using generator: inout SeededGenerator
  ) throws(AttackCancelled) {
    var descent = ProjectedGradientDescent()
    descent.steps = steps
    descent.stepSize = stepSize > 0 ? stepSize : search.threat.epsilon / Float(steps)
    descent.restarts = 0
    try descent.run(&search, using: &generator)
  }
}
