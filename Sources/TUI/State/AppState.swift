import Engine

/// Everything the program shows and knows.
struct AppState: Sendable {
  var size: Size
  var capabilities: Capabilities
  var theme: ThemeName = .dark
  var screen: ScreenName = .explore
  /// The images to explore; `nil` while they are being read.
  var data: DatasetNews?
  /// The model whose readings are shown; `nil` until it is known.
  var model: ModelNews?
  var explore = ExploreState()
  var train = TrainState()
  var analyse = AnalyseState()
  var compare = CompareState()
  var lab = LabState()
  var fool = FoolState()
  /// What lies over the screen, if anything.
  var overlay: Overlay?
  /// Whether what is being typed over is the text from before, which the first character replaces.
  var isTextSelected = false
  /// A sentence for the user at the bottom of the screen.
  var notice: Notice?
  /// Set when the program is to end.
  var isQuitting = false
  /// Why the program can't go on; it then ends, and says this where the terminal keeps it.
  var failure: String?
  /// Where random images come from.
  var generator: SeededGenerator

  init(size: Size, capabilities: Capabilities, seed: UInt64 = 1) {
    self.size = size
    self.capabilities = capabilities
    generator = SeededGenerator(seed: seed)
  }
}

/// The screens, in the order of their tabs.
enum ScreenName: Int, CaseIterable, Sendable {
  case explore, train, analyse, compare, lab, fool

  /// What its tab says.
  var title: String {
    switch self {
    case .explore: "Explore"
    case .train: "Train"
    case .analyse: "Analyse"
    case .compare: "Compare"
    case .lab: "Lab"
    case .fool: "Fool"
    }
  }
}

/// Which set of colours is used.
public enum ThemeName: String, CaseIterable, Sendable {
  case dark, light

  /// The theme for a terminal's background, where it tells that by `COLORFGBG`; dark otherwise.
  ///
  /// The variable holds the numbers of the foreground and the background, such as "0;15"; 7 and 15
  /// are light.
  public init(environment: [String: String]) {
    let background = environment["COLORFGBG"]?.split(separator: ";").last
    self = background == "7" || background == "15" ? .light : .dark
  }
}

/// A sentence at the bottom of the screen.
struct Notice: Equatable, Sendable {
  var text: String
  var isError: Bool

  init(_ text: String, isError: Bool = false) {
    self.text = text
    self.isError = isError
  }
}

/// What may lie over a screen.
enum Overlay: Equatable, Sendable {
  /// The keys of the screen.
  case help
  /// A question with one line to type.
  case prompt(Prompt)
  /// The list of attacks.
  case attacks(AttackChooser)
}

/// A question, and what has been typed so far.
struct Prompt: Equatable, Sendable {
  /// What the answer is for.
  enum Purpose: Equatable, Sendable {
    case goToImage, saveModel, savePicture, loadReference, filter
  }

  var purpose: Purpose
  var text: String
  /// Why the last answer was not taken.
  var error: String?

  init(_ purpose: Purpose, text: String = "", error: String? = nil) {
    self.purpose = purpose
    self.text = text
    self.error = error
  }
}
