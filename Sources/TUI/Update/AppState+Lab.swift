import Engine

extension AppState {
  /// Takes in an action of the Lab screen.
  mutating func applyToLab(_ action: Action) -> [Effect] {
    switch action {
    case .startOrPauseAttack: return startOrPauseAttack()
    case .stepAttack where lab.awaited != nil:
      lab.awaited = true
      return [.stepAttack]
    case .stepAttack:
      if lab.isActive, !isLabStale { return [.stepAttack] }
      return attack(isPaused: true) + (lab.error == nil ? [.stepAttack] : [])
    case .stopAttack: return lab.isActive || lab.awaited != nil ? [.cancelAttack] : []
    case .changeSlot:
      let before = lab.choices
      lab.changeSlot()
      return changedAttack(from: before)
    case .changePace(let step):
      let pace = Pace(rawValue: lab.pace.rawValue + step) ?? lab.pace
      guard pace != lab.pace else { return [] }
      lab.pace = pace
      return [.paceAttack(pace)]
    case .sweepAttack:
      guard lab.sweep?.phase != .running else { return [.cancelSweep] }
      guard model != nil, isPossible() else { return [] }
      showLabView(.sweep)
      return [.sweep(lab.choices, images: lab.images, clipped: explore.isClipped)]
    case .photographAttack:
      guard lab.physical?.phase != .running else { return [.cancelPhysical] }
      guard model != nil, isPossible() else { return [] }
      showLabView(.photo)
      return [.measurePhysical(lab.choices, images: lab.images)]
    case .changeLabView:
      let views = LabScreen.layout(self).views
      // What has a place of its own takes no turn: the first of the others is on show.
      let place = views.firstIndex(of: lab.view) ?? 0
      if !views.isEmpty { lab.view = views[(place + 1) % views.count] }
    case .focus(let step): lab.moveFocus(by: step)
    case .focusOnAttack(let field):
      lab.focus = field
      lab.edit = nil
      lab.error = nil
    case .nudge(let direction):
      let before = lab.choices
      lab.error = nil
      lab.nudge(lab.focus, by: direction)
      if !lab.fields.contains(lab.focus) { lab.focus = .attack }
      return changedAttack(from: before)
    case .confirm: return confirmInLab()
    default: break
    }
    return []
  }

  /// What the Lab does about another image on show: an attack that was watched is made anew.
  mutating func attackNewImage() -> [Effect] {
    guard !lab.traces.isEmpty || lab.awaited != nil else { return [] }
    guard screen == .lab else {
      return lab.isActive || lab.awaited != nil ? [.cancelAttack] : []
    }
    return attack(
      isPaused: lab.awaited ?? lab.traces.values.contains { $0.phase == .paused })
  }

  private mutating func startOrPauseAttack() -> [Effect] {
    if let isPaused = lab.awaited {
      lab.awaited = !isPaused
      return [isPaused ? .resumeAttack : .pauseAttack]
    }
    guard lab.isActive, !isLabStale else { return attack(isPaused: false) }
    let isPaused = !lab.traces.values.contains { $0.phase == .running }
    return [isPaused ? .resumeAttack : .pauseAttack]
  }

  /// Shows what is being made, where it takes turns with something else.
  private mutating func showLabView(_ view: LabState.View) {
    if LabScreen.layout(self).views.contains(view) { lab.view = view }
  }

  private mutating func attack(isPaused: Bool) -> [Effect] {
    guard model != nil, isPossible() else { return [] }
    lab.traces = [:]
    lab.awaited = isPaused
    return [
      .attack(
        index: explore.index, lab.choices, clipped: explore.isClipped, pace: lab.pace,
        isPaused: isPaused)
    ]
  }

  /// Whether the attacks can be made; else the form says why not.
  private mutating func isPossible() -> Bool {
    lab.error = nil
    for slot in lab.slots {
      do {
        _ = try lab.choices[slot]?.run(isClipped: explore.isClipped)
      } catch {
        lab.error = "\(error)"
        return false
      }
    }
    return true
  }

  /// Ends what no longer is what is chosen.
  private func changedAttack(from before: [AttackSlot: AttackChoice]) -> [Effect] {
    guard lab.choices != before else { return [] }
    return (lab.isActive ? [.cancelAttack] : [])
      + (lab.sweep?.phase == .running ? [.cancelSweep] : [])
      + (lab.physical?.phase == .running ? [.cancelPhysical] : [])
  }

  /// Begins to edit the field with the focus, or takes what was typed.
  private mutating func confirmInLab() -> [Effect] {
    guard let text = lab.edit else {
      // What has but a few values is gone through.
      if lab.focus == .norm || lab.focus == .goal { return applyToLab(.nudge(by: 1)) }
      lab.edit = lab.editedText
      lab.error = nil
      isTextSelected = true
      return []
    }
    let before = lab.choices
    do throws(TrainingForm.Refusal) {
      try lab.set(lab.focus, to: text)
      lab.edit = nil
      lab.error = nil
    } catch {
      lab.error = error.text
    }
    return changedAttack(from: before)
  }
}
