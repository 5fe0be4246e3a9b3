/// Every attack there is, in the order in which lists show them.
public enum AttackCatalogue {
  public static let all: [any Attack.Type] = [
    FastGradientSign.self, BasicIterativeMethod.self, ProjectedGradientDescent.self,
    SparseDescent.self,
    BoxConstrainedLBFGS.self, DeepFool.self,
    CarliniWagnerL2.self, CarliniWagnerL0.self, CarliniWagnerLinf.self,
    AutoDescentOnCrossEntropy.self, AutoDescentOnLogitsRatio.self, TargetedAutoDescent.self,
    FastAdaptiveBoundary.self, TargetedFastAdaptiveBoundary.self, SquareAttack.self,
    AutoAttack.self,
    OnePixel.self, NaturalEvolutionAttack.self, HopSkipJump.self, GaussianNoise.self,
    UniformNoise.self,
  ]

  /// The attack of a name, with its default settings.
  public static func attack(named name: String) -> (any Attack)? {
    all.first { $0.name == name }.map { $0.init() }
  }
}
