@testable import Engine

/// An attack that only tests know.
protocol TestAttack: Attack {}

extension TestAttack {
  static var name: String { "test" }
  static var summary: String { "Asks what a test wants to be asked" }
  static var source: String { "none" }
  static var access: AttackAccess { .gradients }
  static var norms: [Norm] { Norm.allCases }
}
