import Engine

extension FoolScreen {
  static let keys = [
    KeyHelp(.startFooling, "Space", "start, pause or go on with the images"),
    KeyHelp(.stepFooling, "n s", "one more round, then pause; stop"),
    KeyHelp(.pace, "+ -", "faster, slower"),
    KeyHelp(.method, "m", "gradient ascent, evolution, a CPPN"),
    KeyHelp(.seed, "r", "another seed"),
    KeyHelp(.row, "← → ↑ ↓", "choose a class"),
    KeyHelp(.enlarge, "Enter", "its image alone, or all again"),
    KeyHelp(.savePicture, "p", "save its image as a picture"),
  ]

  var hints: [KeyHint] {
    let isCurrent = fool.isActive && !state.isFoolingStale
    let start = isCurrent ? fool.progress?.phase == .paused ? "go on" : "pause" : "start"
    return [
      KeyHint(.startFooling, start), KeyHint(.method, "method"),
      KeyHint(.enlarge, fool.isEnlarged ? "all" : "enlarge"),
      KeyHint(.stepFooling, "round", keys: "n"), KeyHint(.pace, "pace"),
      KeyHint(.row, "class", keys: "←→↑↓"), KeyHint(.seed, "seed"),
      KeyHint(.savePicture, "save"), KeyHint(.help, "help"),
    ]
  }

  func action(for key: Key) -> Action? {
    switch key {
    case .character(" "): .fool(.startOrPause)
    case .character("n"): .fool(.step)
    case .character("s"): .fool(.stop)
    case .character("m"): .fool(.changeMethod)
    case .character("r"): .fool(.changeSeed)
    case .character("+"), .character("="): .fool(.changePace(by: 1))
    case .character("-"): .fool(.changePace(by: -1))
    case .left: .fool(.move(.left))
    case .right: .fool(.move(.right))
    case .up, .character("k"): .fool(.move(.up))
    case .down, .character("j"): .fool(.move(.down))
    case .enter: .fool(.enlarge)
    case .character("p"): .fool(.askForPicturePath)
    case .escape where fool.isEnlarged: .fool(.enlarge)
    default: nil
    }
  }
}
