import Engine

extension AppState {
  /// Takes in an action of the Compare screen.
  mutating func applyToComparison(_ action: Action) -> [Effect] {
    switch action {
    case .askForReference: ask(Prompt(.loadReference, text: compare.path))
    case .keepReference: return model == nil ? [] : [.keepReference]
    case .changeAttack:
      compare.attack = compare.attack.next
      return [exploreEffect]
    default: break
    }
    return []
  }

  /// Takes the name of a file to compare with.
  mutating func confirmReference(_ path: String) -> [Effect] {
    guard !path.isEmpty else {
      overlay = .prompt(Prompt(.loadReference, error: "expected the name of a file, found nothing"))
      return []
    }
    overlay = nil
    compare.path = path
    return [.loadReference(path: path)]
  }
}

extension Comparison.Attack {
  /// The attack after this one; the first after the last.
  fileprivate var next: Self {
    let place = Self.all.firstIndex(of: self) ?? 0
    return Self.all[(place + 1) % Self.all.count]
  }
}
