/// Projected gradient descent: steps of a fixed length up the loss, each brought back into the ball,
/// from random starts.
///
/// x ← Π(x + α·g), with g the sign of the gradient for L∞, and its direction for L2. Every iterate is
/// judged, also the random start, which is projected onto the ball and the range as well. Source:
/// Madry et al., *Towards Deep Learning Models Resistant to Adversarial Attacks*, 2018, section 2.1;
/// seed 001, section 2.2, equation 3; seed 003, "Projected gradient descent".
public struct ProjectedGradientDescent: Attack {
  /// How many steps it takes from each start.
  public var steps = 40
  /// α, in pixel units; 0 for 2.5·ε / steps, Madry's choice.
  public var stepSize: Float = 0
  /// How many random starts it takes; with 0 it starts once, from the image itself.
  public var restarts = 1
  public var loss = AttackLoss.crossEntropy

  public init() {}

  public static let name = "pgd"
  public static let summary = "Steps up the loss, brought back into the ball, from random starts"
  public static let source = "Madry et al. 2018"
  public static let access = AttackAccess.gradients
  public static let norms = [Norm.linf, .l2]
  public static var settings: [AttackSetting<Self>] {
    [
      AttackSetting("steps", \.steps, 1...100_000, "steps from each start"),
      AttackSetting("step-size", \.stepSize, 0...1000, "length of a step; 0 for 2.5 ε / steps"),
      AttackSetting("restarts", \.restarts, 0...1000, "random starts; 0 for the image itself"),
      AttackSetting("margin", \.usesMargin, "1 climbs the margin, 0 the cross-entropy"),
    ]
  }

  private var usesMargin: Bool {
    get { loss == .margin }
    set { loss = newValue ? .margin : .crossEntropy }
  }

  public func run(
    _ search: inout AdversarialSearch, using generator: inout SeededGenerator
  ) throws(AttackCancelled) {
    let length = stepSize > 0 ? stepSize : 2.5 * search.threat.epsilon / Float(steps)
    let norm = search.threat.norm
    try search.ascend(steps: steps, restarts: restarts, loss, using: &generator) {
      images, gradients in
      gradients.replaceBySteepest(in: norm)
      images.add(gradients, times: length)
    }
  }
}
