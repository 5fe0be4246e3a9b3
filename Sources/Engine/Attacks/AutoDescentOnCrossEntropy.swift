/// Auto-PGD on the cross-entropy.
///
/// Source: Croce and Hein, *Reliable evaluation of adversarial robustness*, 2020, section 3.
public struct AutoDescentOnCrossEntropy: AutoProjectedGradientDescent {
  /// How many steps it takes from each start.
  public var steps = 100
  /// How many random starts it takes.
  public var restarts = 1

  public init() {}

  public static let name = "apgd-ce"
  public static let summary = "PGD that chooses its own steps, up the cross-entropy"

  static let loss = AttackLoss.crossEntropy
}
