/// Why an attack can't be made.
public enum AttackError: Error, Equatable, Sendable {
  /// The attack follows gradients, and the model has none.
  case needsGradients(attack: String, alternatives: [String])
  /// There is no attack of this name.
  case unknownAttack(String, known: [String])
  /// The attack does not know this norm.
  case unsupportedNorm(attack: String, norm: Norm, supported: [Norm])
  /// The attack needs a ball to stay in.
  case needsEpsilon(attack: String)
  /// The attack has no way to aim at a class, or knows no other way.
  case unsupportedGoal(attack: String, targeted: Bool)
  case tooFewClasses(attack: String, expected: Int, found: Int)
  case unknownTarget(Int, classes: Int)
  /// A target that every image has as its label.
  case targetIsLabel(Int)
  case unknownSetting(attack: String, name: String, known: [String])
  case invalidSetting(attack: String, name: String, expected: String, found: String)
}

extension AttackError: CustomStringConvertible {
  public var description: String {
    switch self {
    case .needsGradients(let attack, let alternatives):
      "expected a model with gradients for \(attack), found one without. "
        + (alternatives.isEmpty
          ? "Choose another model." : "Attacks that work: \(alternatives.joined(separator: ", ")).")
    case .unknownAttack(let name, let known):
      "expected an attack (\(known.joined(separator: ", "))), found \"\(name)\"."
    case .unsupportedNorm(let attack, let norm, let supported):
      "expected a norm that \(attack) knows (\(supported.map(\.rawValue).joined(separator: ", "))), "
        + "found \(norm.rawValue). Choose one of these, or another attack."
    case .needsEpsilon(let attack):
      "expected an epsilon for \(attack), found none: it stays in a ball of that radius."
    case .unsupportedGoal(let attack, let targeted):
      targeted
        ? "expected an attack that can aim at a class, found \(attack), which can't. "
          + "Leave the target out, or choose another attack."
        : "expected a target for \(attack), found none: it only works with one."
    case .tooFewClasses(let attack, let expected, let found):
      "expected at least \(expected) classes for \(attack), found \(found). "
        + "Choose another attack or another loss."
    case .unknownTarget(let target, let classes):
      "expected a target from 0 to \(classes - 1), found \(target)."
    case .targetIsLabel(let target):
      "expected a target other than the label, found \(target), which it is already."
    case .unknownSetting(let attack, let name, let known):
      "expected a setting of \(attack) (\(known.joined(separator: ", "))), found \"\(name)\"."
    case .invalidSetting(let attack, let name, let expected, let found):
      "expected \(expected) for \(name) of \(attack), found \(found)."
    }
  }
}

/// An attack was cancelled in the middle; what it has found stays with its judge.
public struct AttackCancelled: Error {}
