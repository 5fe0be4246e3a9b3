/// What a key does, as the help and the hints at the bottom of the screen tell it.
struct KeyHelp: Equatable, Sendable {
  /// Where a key works.
  enum Section: CaseIterable, Sendable {
    case explore, train, analyse, compare, lab, everywhere

    /// What stands over its keys.
    var title: String {
      switch self {
      case .explore: "Explore"
      case .train: "Train"
      case .analyse: "Analyse"
      case .compare: "Compare"
      case .lab: "Lab"
      case .everywhere: "everywhere"
      }
    }
  }

  /// What keys ask for.
  enum Command: CaseIterable, Sendable {
    case epsilon, epsilonByTen, epsilonEnds, epsilonRange, image, imageByTen
    case goToImage, randomImage, filter, clip
    case field, change, edit, stop, reset
    case row, page, open, order, digit, kind, analyse, view
    case loadReference, keepReference, attack
    case chooseAttack
    case startAttack, stepAttack, slot, pace, sweep, photo, labView
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
  /// Where they work.
  var section: Section
  /// The keys, such as "← →".
  var keys: String
  /// What they do, a short sentence without its full stop.
  var meaning: String

  /// A line of the help.
  init(_ command: Command, _ section: Section, _ keys: String, _ meaning: String) {
    self.command = command
    self.section = section
    self.keys = keys
    self.meaning = meaning
  }

  /// Every key, in the order in which the help shows them.
  static let all: [KeyHelp] = [
    KeyHelp(.epsilon, .explore, "← →", "ε by a small step"),
    KeyHelp(.epsilonByTen, .explore, "[ ]", "ε by ten steps; Shift+← → too"),
    KeyHelp(.epsilonEnds, .explore, "Home End", "ε to 0, to the end of its range"),
    KeyHelp(.epsilonRange, .explore, "+ -", "a narrower or wider range of ε"),
    KeyHelp(.image, .explore, "↑ ↓", "the image before, the next; k j too"),
    KeyHelp(.imageByTen, .explore, "PgUp PgDn", "ten images back, on"),
    KeyHelp(.goToImage, .explore, "g r", "an image by its number, a random one"),
    KeyHelp(.filter, .explore, "/", "only some: a digit, misread, ε 0.01-0.05"),
    KeyHelp(.chooseAttack, .explore, "a n", "choose the attack, its next norm"),
    KeyHelp(.clip, .explore, "c", "hold pixels to 0…1, or not"),
    KeyHelp(.field, .train, "↑ ↓", "choose a field"),
    KeyHelp(.change, .train, "← →", "change the field"),
    KeyHelp(.edit, .train, "Enter", "edit the field, and take the edit"),
    KeyHelp(.stop, .train, "s", "stop, and keep what was learned"),
    KeyHelp(.reset, .train, "x", "reset: back to the model from before"),
    KeyHelp(.row, .analyse, "↑ ↓", "the image before, the next; k j too"),
    KeyHelp(.page, .analyse, "PgUp PgDn", "a page back, on; Home End to the ends"),
    KeyHelp(.epsilon, .analyse, "← →", "ε by a small step; in the gallery a picture"),
    KeyHelp(.open, .analyse, "Enter", "open it in Explore, just misread"),
    KeyHelp(.order, .analyse, "o", "easiest first, hardest, by number"),
    KeyHelp(.filter, .analyse, "/", "only some: a digit, misread, ε 0.01-0.05"),
    KeyHelp(.digit, .analyse, "d", "only one digit, the next, all"),
    KeyHelp(.kind, .analyse, "m", "only misread, up to ε 0.01, above, all"),
    KeyHelp(.view, .analyse, "v", "charts, the gallery, linear growth"),
    KeyHelp(.analyse, .analyse, "a", "analyse anew, or stop it"),
    KeyHelp(.epsilon, .compare, "← → [ ]", "ε by a small step, by ten of them"),
    KeyHelp(.epsilonEnds, .compare, "Home End", "ε to 0, to the end of its range"),
    KeyHelp(.epsilonRange, .compare, "+ -", "a narrower or wider range of ε"),
    KeyHelp(.image, .compare, "↑ ↓", "the image before, the next; k j too"),
    KeyHelp(.goToImage, .compare, "g r", "an image by its number, a random one"),
    KeyHelp(.filter, .compare, "/", "only some: a digit, misread, ε 0.01-0.05"),
    KeyHelp(.clip, .compare, "c", "hold pixels to 0…1, or not"),
    KeyHelp(.loadReference, .compare, "o", "open a model file as B"),
    KeyHelp(.keepReference, .compare, "b", "keep A as it is now, as B"),
    KeyHelp(.attack, .compare, "a", "its own attack on each, A's, B's"),
    KeyHelp(.startAttack, .lab, "Space", "start, pause or go on with the attack"),
    KeyHelp(.stepAttack, .lab, "n s", "one more question, then pause; stop"),
    KeyHelp(.pace, .lab, "+ -", "faster, slower"),
    KeyHelp(.field, .lab, "↑ ↓ ← →", "choose a field, change it; Enter edits"),
    KeyHelp(.slot, .lab, "b", "a second attack beside the first"),
    KeyHelp(.sweep, .lab, "e", "sweep ε over many images, or stop"),
    KeyHelp(.photo, .lab, "p", "what photos leave of it, or stop"),
    KeyHelp(.labView, .lab, "v", "the next chart, where not all fit"),
    KeyHelp(.image, .lab, "j k g r", "the next image, the last, by number, any"),
    KeyHelp(.clip, .lab, "c", "hold pixels to 0…1, or not"),
    KeyHelp(.startOrPause, .everywhere, "Space t", "start, pause or go on with training"),
    KeyHelp(.save, .everywhere, "w", "save the model"),
    KeyHelp(.changeScreen, .everywhere, "1 2 3 4 5", "change screens; Tab too"),
    KeyHelp(.theme, .everywhere, "T", "dark or light"),
    KeyHelp(.leave, .everywhere, "Esc", "leave what is open"),
    KeyHelp(.help, .everywhere, "?", "this help"),
    KeyHelp(.quit, .everywhere, "q", "quit"),
  ]

  /// The keys that work on a screen: its own, then those that work everywhere.
  static func keys(of screen: ScreenName) -> [KeyHelp] {
    let own: Section =
      switch screen {
      case .explore: .explore
      case .train: .train
      case .analyse: .analyse
      case .compare: .compare
      case .lab: .lab
      }
    return all.filter { $0.section == own }
      + all.filter { $0.section == .everywhere }.map { key in
        // There Space is for the attack.
        guard screen == .lab, key.command == .startOrPause else { return key }
        return KeyHelp(.train, .everywhere, "t", key.meaning)
      }
  }

  /// The keys that ask for something.
  static func keys(for command: Command) -> String {
    all.first { $0.command == command }?.keys ?? ""
  }
}
