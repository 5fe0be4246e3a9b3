import Engine

/// Everything the program shows and knows.
public struct AppState: Sendable {
  public var size: Size
  public var capabilities: Capabilities
  public var theme: ThemeName = .dark
  public var screen: ScreenName = .explore
  /// The images to explore; `nil` while they are being read.
  public var data: DatasetNews?
  /// The model whose readings are shown; `nil` until it is known.
  public var model: ModelNews?
  public var explore = ExploreState()
  public var train = TrainState()
  /// What lies over the screen, if anything.
  public var overlay: Overlay?
  /// A sentence for the user at the bottom of the screen.
  public var notice: Notice?
  /// Set when the program is to end.
  public var isQuitting = false
  /// Why the program can't go on; it then ends, and says this where the terminal keeps it.
  public var failure: String?
  /// Where random images come from.
  public var generator: SeededGenerator

  public init(size: Size, capabilities: Capabilities, seed: UInt64 = 1) {
    self.size = size
    self.capabilities = capabilities
    generator = SeededGenerator(seed: seed)
  }
}

/// The screens, in the order of their tabs.
public enum ScreenName: Int, CaseIterable, Sendable {
  case explore, train

  /// What its tab says.
  public var title: String {
    switch self {
    case .explore: "Explore"
    case .train: "Train"
    }
  }
}

/// Which set of colours is used.
public enum ThemeName: String, CaseIterable, Sendable {
  case dark, light
}

/// A sentence at the bottom of the screen.
public struct Notice: Equatable, Sendable {
  public var text: String
  public var isError: Bool

  public init(_ text: String, isError: Bool = false) {
    self.text = text
    self.isError = isError
  }
}

/// What may lie over a screen.
public enum Overlay: Equatable, Sendable {
  /// The keys of the screen.
  case help
  /// A question with one line to type.
  case prompt(Prompt)
}

/// A question, and what has been typed so far.
public struct Prompt: Equatable, Sendable {
  /// What the answer is for.
  public enum Purpose: Equatable, Sendable { case goToImage, saveModel }

  public var purpose: Purpose
  public var text: String
  /// Why the last answer was not taken.
  public var error: String?

  public init(_ purpose: Purpose, text: String = "", error: String? = nil) {
    self.purpose = purpose
    self.text = text
    self.error = error
  }
}
