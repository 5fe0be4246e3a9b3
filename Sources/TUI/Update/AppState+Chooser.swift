import Engine

extension AppState {
  /// Takes in an action about the attack that Explore shows.
  mutating func applyToChooser(_ action: Action) {
    switch action {
    case .chooseAttack: overlay = .attacks(AttackChooser(on: explore.attackName))
    case .moveInAttacks(let step):
      guard case .attacks(var chooser) = overlay else { return }
      chooser.move(by: step)
      overlay = .attacks(chooser)
    case .takeAttack(let place):
      overlay = nil
      guard AttackChooser.attacks.indices.contains(place) else { return }
      show(AttackChooser.attacks[place])
    case .changeNorm:
      guard screen == .explore, let choice = explore.attack, let kind = choice.kind,
        let place = kind.norms.firstIndex(of: choice.norm)
      else { return }
      setNorm(kind.norms[(place + 1) % kind.norms.count], of: choice)
    default: break
    }
  }

  /// Shows an attack, in the norm from before where it knows it.
  private mutating func show(_ kind: any Attack.Type) {
    let before = explore.norm
    guard kind != FastGradientSign.self else {
      explore.attack = nil
      return
    }
    let choice = AttackCurve.choice(kind)
    explore.attack = explore.attack ?? choice
    setNorm(kind.norms.contains(before) ? before : choice.norm, of: choice)
  }

  /// Shows an attack in a norm; ε begins at the part of its range where it was in the norm before.
  private mutating func setNorm(_ norm: Norm, of choice: AttackChoice) {
    let before = explore[explore.norm]
    if !explore.knows(norm) { explore[norm].slide(toFraction: Float(before.fraction)) }
    explore.attack = choice
    explore.attack?.norm = norm
  }
}
