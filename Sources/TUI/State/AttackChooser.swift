import Engine

/// The choice of the attack that Explore shows, from those that can be made within any ε.
struct AttackChooser: Equatable, Sendable {
  /// The place of the cursor among the attacks.
  var cursor: Int

  /// With the cursor on an attack.
  init(on name: String) {
    cursor = Self.attacks.firstIndex { $0.name == name } ?? 0
  }

  /// The attacks, in the order of the catalogue.
  static var attacks: [any Attack.Type] { AttackCurve.attacks }

  /// Moves the cursor, to the ends of the list at most.
  mutating func move(by step: Int) {
    cursor = (cursor + step).clamped(to: 0...Self.attacks.count - 1)
  }
}
