/// Auto-PGD on the difference of logits ratio, which scaling the scores does not change.
///
/// Source: Croce and Hein, *Reliable evaluation of adversarial robustness*, 2020, sections 3 and 4;
/// equation 6, and with a target equation 7.
public struct AutoDescentOnLogitsRatio: AutoProjectedGradientDescent {
  /// How many steps it takes from each start.
  public var steps = 100
  /// How many random starts it takes.
  public var restarts = 1

  public init() {}

  public static let name = "apgd-dlr"
  public static let summary = "PGD that chooses its own steps, up the ratio of logits' differences"

  static let loss = AttackLoss.logitsRatio
}
