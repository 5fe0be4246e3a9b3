/// An attack as someone has chosen it, with its settings and what it may do: a plain value.
public struct AttackChoice: Equatable, Sendable {
  /// The name of the attack, as the catalogue knows it.
  public let name: String
  public var settings: [AttackSettingValue]
  public var norm: Norm
  /// The radius; infinite where any distance will do.
  public var epsilon: Float
  public var goal: AttackGoal
  /// What defends the network that is attacked.
  public var defence: Defence?

  /// An attack of the catalogue with its default settings, its first norm and a radius that is
  /// usual for it.
  public init(_ kind: any Attack.Type) {
    name = kind.name
    settings = kind.init().settingValues
    norm = kind.norms.first ?? .linf
    epsilon = kind.aim == .nearest ? .infinity : norm.usualEpsilon
    goal = kind.goals == .targeted ? .nextClass : .untargeted
  }

  /// The kind of attack; `nil` where the catalogue has none of the name.
  public var kind: (any Attack.Type)? { AttackCatalogue.all.first { $0.name == name } }

  /// A network as the attack sees it.
  public func model(_ network: Network) -> any Classifier { defence?(network) ?? network }

  /// The attack, ready to be made.
  ///
  /// - Parameter isClipped: Whether pixels are held to 0…1.
  /// - Throws: `AttackError`, where the choice makes no sense.
  public func run(isClipped: Bool, seed: UInt64 = 1) throws(AttackError) -> AttackRun {
    guard let kind else {
      throw .unknownAttack(name, known: AttackCatalogue.all.map { $0.name })
    }
    return try AttackRun(
      configured(kind.init()),
      within: ThreatModel(norm: norm, epsilon: epsilon, range: isClipped ? 0...1 : nil), goal: goal,
      seed: seed)
  }

  private func configured(_ attack: some Attack) throws(AttackError) -> any Attack {
    var attack = attack
    for setting in settings { attack = try attack.setting(setting.name, to: setting.value) }
    return attack
  }
}

extension Norm {
  /// A radius at which attacks on MNIST have something to do.
  public var usualEpsilon: Float {
    switch self {
    case .l0: 20
    case .l1: 10
    case .l2: 1
    case .linf: 0.05
    }
  }
}

/// Which of two attacks on the same image.
public enum AttackSlot: CaseIterable, Sendable { case first, second }
