/// What a key does, as the help and the hints at the bottom of the screen tell it.
struct KeyHelp: Equatable, Sendable {
  /// What keys ask for.
  enum Command: CaseIterable, Sendable {
    case epsilon, epsilonByTen, epsilonEnds, epsilonRange, image, imageByTen
    case goToImage, randomImage, filter, clip
    case field, change, edit, stop, reset
    case row, page, open, order, digit, kind, analyse, view
    case loadReference, keepReference, attack
    case chooseAttack
    case startAttack, stepAttack, slot, pace, sweep, photo, labView
    case startFooling, stepFooling, method, seed, enlarge, savePicture
    case startOrPause, train, save, changeScreen, theme, leave, help, quit

    /// Whether its hint can be pressed with the mouse; others need to be told how far.
    var isButton: Bool {
      switch self {
      case .epsilon, .epsilonByTen, .epsilonEnds, .epsilonRange, .image, .imageByTen, .field,
        .row, .page, .change, .changeScreen, .pace:
        false
      default: true
      }
    }
  }

  /// What the keys ask for.
  var command: Command
  /// The keys, such as "← →".
  var keys: String
  /// What they do, a short sentence without its full stop.
  var meaning: String

  /// A line of the help.
  init(_ command: Command, _ keys: String, _ meaning: String) {
    self.command = command
    self.keys = keys
    self.meaning = meaning
  }

  /// The keys that work on every screen, in the order in which the help shows them.
  static let everywhere = [
    KeyHelp(.startOrPause, "Space t", "start, pause or go on with training"),
    KeyHelp(.save, "w", "save the model"),
    KeyHelp(.changeScreen, "Tab", "the next screen; 1 to \(ScreenName.allCases.count) open one"),
    KeyHelp(.theme, "T", "dark or light"),
    KeyHelp(.leave, "Esc", "leave what is open"),
    KeyHelp(.help, "?", "this help"),
    KeyHelp(.quit, "q", "quit"),
  ]

  private static let all = ScreenName.allCases.flatMap { $0.kind.keys } + everywhere

  /// The keys that work on a screen, under headings: its own, then those that work everywhere.
  static func groups(of screen: ScreenName) -> [(title: String, keys: [KeyHelp])] {
    let own = screen.kind.keys
    let usesSpace = own.contains { $0.keys == "Space" }
    let others = everywhere.map { key in
      guard usesSpace, key.command == .startOrPause else { return key }
      return KeyHelp(.train, "t", key.meaning)
    }
    return [(screen.title, own), ("everywhere", others)]
  }

  /// The keys that work on a screen: its own, then those that work everywhere.
  static func keys(of screen: ScreenName) -> [KeyHelp] { groups(of: screen).flatMap(\.keys) }

  /// The keys that ask for something.
  static func keys(for command: Command) -> String {
    all.first { $0.command == command }?.keys ?? ""
  }
}
