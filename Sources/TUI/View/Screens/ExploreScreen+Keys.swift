extension ExploreScreen {
  static let keys = [
    KeyHelp(.epsilon, "← →", "ε by a small step"),
    KeyHelp(.epsilonByTen, "[ ]", "ε by ten steps; Shift+← → too"),
    KeyHelp(.epsilonEnds, "Home End", "ε to 0, to the end of its range"),
    KeyHelp(.epsilonRange, "+ -", "a narrower or wider range of ε"),
    KeyHelp(.image, "↑ ↓", "the image before, the next; k j too"),
    KeyHelp(.imageByTen, "PgUp PgDn", "ten images back, on"),
    KeyHelp(.goToImage, "g r", "an image by its number, a random one"),
    KeyHelp(.filter, "/", "only some: a digit, misread, ε 0.01-0.05"),
    KeyHelp(.chooseAttack, "a n", "choose the attack, its next norm"),
    KeyHelp(.clip, "c", "hold pixels to 0…1, or not"),
  ]

  var hints: [KeyHint] {
    [
      KeyHint(.epsilon, "ε"), KeyHint(.image, "image"), state.trainHint,
      KeyHint(.chooseAttack, "attack", keys: "a"), KeyHint(.randomImage, "random", keys: "r"),
      KeyHint(.filter, "filter"), KeyHint(.goToImage, "go to", keys: "g"),
      KeyHint(.clip, state.explore.isClipped ? "unclip" : "clip"),
      KeyHint(.help, "help"),
    ]
  }

  func action(for key: Key) -> Action? {
    switch key {
    case .home: .slideTo(fraction: 0)
    case .end: .slideTo(fraction: 1)
    case .down: .step(by: 1)
    case .up: .step(by: -1)
    case .character("/"): .askForFilter
    case .character("a") where state.screen == .explore: .chooseAttack
    case .character("n") where state.screen == .explore: .changeNorm
    default: state.slideAction(for: key)
    }
  }
}
