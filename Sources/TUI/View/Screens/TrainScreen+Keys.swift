extension TrainScreen {
  static let keys = [
    KeyHelp(.field, "↑ ↓", "choose a field"),
    KeyHelp(.change, "← →", "change the field"),
    KeyHelp(.edit, "Enter", "edit the field, and take the edit"),
    KeyHelp(.stop, "s", "stop, and keep what was learned"),
    KeyHelp(.reset, "x", "reset: back to the model from before"),
  ]

  var hints: [KeyHint] {
    [state.startOrPauseHint] + (state.isTraining ? [KeyHint(.stop, "stop")] : [])
      + [
        KeyHint(.field, "field"), KeyHint(.edit, "edit"), KeyHint(.save, "save"),
        KeyHint(.reset, "reset"), KeyHint(.help, "help"),
      ]
  }

  func action(for key: Key) -> Action? {
    switch key {
    case .up: .focus(by: -1)
    case .down: .focus(by: 1)
    case .left: .nudge(by: -1)
    case .right: .nudge(by: 1)
    case .enter: .confirm
    case .character("s"): .stopTraining
    case .character("x"): .resetTraining
    default: nil
    }
  }
}
