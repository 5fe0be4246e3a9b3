extension CompareScreen {
  static let keys = [
    KeyHelp(.epsilon, "← → [ ]", "ε by a small step, by ten of them"),
    KeyHelp(.epsilonEnds, "Home End", "ε to 0, to the end of its range"),
    KeyHelp(.epsilonRange, "+ -", "a narrower or wider range of ε"),
    KeyHelp(.image, "↑ ↓", "the image before, the next; k j too"),
    KeyHelp(.goToImage, "g r", "an image by its number, a random one"),
    KeyHelp(.filter, "/", "only some: a digit, misread, ε 0.01-0.05"),
    KeyHelp(.clip, "c", "hold pixels to 0…1, or not"),
    KeyHelp(.loadReference, "o", "open a model file as B"),
    KeyHelp(.keepReference, "b", "keep A as it is now, as B"),
    KeyHelp(.attack, "a", "its own attack on each, A's, B's"),
  ]

  var hints: [KeyHint] {
    let attack: String =
      switch state.compare.attack {
      case .own: "A's attack"
      case .transferred(.first): "B's attack"
      case .transferred(.second): "own attacks"
      }
    return [
      KeyHint(.epsilon, "ε", keys: "← →"), KeyHint(.image, "image"),
      KeyHint(.loadReference, "open B"), KeyHint(.keepReference, "keep A as B"),
      KeyHint(.attack, attack), state.trainHint, KeyHint(.help, "help"),
    ]
  }

  func action(for key: Key) -> Action? {
    switch key {
    case .character("o"): .askForReference
    case .character("b"): .keepReference
    case .character("a"): .changeAttack
    // Images and ε move as in Explore.
    default: ExploreScreen(state: state).action(for: key)
    }
  }
}
