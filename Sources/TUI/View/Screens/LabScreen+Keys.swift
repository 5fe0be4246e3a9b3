import Engine

extension LabScreen {
  static let keys = [
    KeyHelp(.startAttack, "Space", "start, pause or go on with the attack"),
    KeyHelp(.stepAttack, "n s", "one more question, then pause; stop"),
    KeyHelp(.pace, "+ -", "faster, slower"),
    KeyHelp(.field, "↑ ↓ ← →", "choose a field, change it; Enter edits"),
    KeyHelp(.slot, "b", "a second attack beside the first"),
    KeyHelp(.sweep, "e", "sweep ε over many images, or stop"),
    KeyHelp(.photo, "p", "what photos leave of it, or stop"),
    KeyHelp(.labView, "v", "the next chart, where not all fit"),
    KeyHelp(.image, "j k g r", "the next image, the last, by number, any"),
    KeyHelp(.clip, "c", "hold pixels to 0…1, or not"),
  ]

  var hints: [KeyHint] {
    let isCurrent = lab.isActive && !state.isLabStale
    let isPaused = !lab.traces.values.contains { $0.phase == .running }
    let start = isCurrent ? isPaused ? "go on" : "pause" : "start"
    let hasViews = Self.layout(state).views.count > 1
    return [KeyHint(.startAttack, start), KeyHint(.stepAttack, "step", keys: "n")]
      + (hasViews ? [KeyHint(.labView, "view")] : [])
      + [
        KeyHint(.slot, lab.choices[.second] == nil ? "second attack" : "A or B"),
        KeyHint(.sweep, lab.sweep?.phase == .running ? "stop sweep" : "sweep ε"),
        KeyHint(.photo, lab.physical?.phase == .running ? "stop photos" : "photos"),
        KeyHint(.pace, "pace"), KeyHint(.image, "image", keys: "j k"), KeyHint(.help, "help"),
      ]
  }

  func action(for key: Key) -> Action? {
    switch key {
    case .up: .focus(by: -1)
    case .down: .focus(by: 1)
    case .left: .nudge(by: -1)
    case .right: .nudge(by: 1)
    case .enter: .confirm
    case .character(" "): .startOrPauseAttack
    case .character("n"): .stepAttack
    case .character("s"): .stopAttack
    case .character("b"): .changeSlot
    case .character("+"), .character("="): .changePace(by: 1)
    case .character("-"): .changePace(by: -1)
    case .character("e"): .sweepAttack
    case .character("p"): .photographAttack
    case .character("v"): .changeLabView
    case .character("/"): .askForFilter
    default: nil
    }
  }
}
