import Engine

/// What the Compare screen shows beside what it shares with Explore: image, ε and its range.
struct CompareState: Sendable {
  /// The model to compare the one on show with, B; `nil` until it is known.
  var reference: ModelNews?
  /// The attack that is wanted.
  var attack = Comparison.Attack.own
  /// What the engine has found out: of the wanted image by the wanted attack, or for a moment of
  /// those before.
  var comparison: Comparison?
  /// The file last asked for.
  var path = ""

  init() {}

  /// Takes in what is said of the model to compare with; another one begins anew.
  mutating func show(_ model: ModelNews) {
    if model.version != reference?.version { comparison = nil }
    reference = model
  }
}

extension AppState {
  /// Whether the model on show and the one to compare with are the same.
  var isComparedWithItself: Bool {
    guard let model, let reference = compare.reference else { return false }
    return model.version == reference.version
  }
}
