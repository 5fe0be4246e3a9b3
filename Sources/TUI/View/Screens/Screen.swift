/// What the rest of the program asks of a screen; `ScreenName.kind` lists them all.
protocol Screen {
  init(state: AppState)

  /// Its own keys, in the order in which the help shows them.
  static var keys: [KeyHelp] { get }
  /// Whether the image at hand is seen, so that the keys that step through images and clip them work.
  static var showsImage: Bool { get }
  /// Whether its keys matter more than how a run does that is watched elsewhere.
  static var prefersHints: Bool { get }

  /// What the bottom of the screen hints at: the most important first, but for the last, which
  /// always has its place.
  var hints: [KeyHint] { get }
  /// Whether letters are text for a field.
  var isEditing: Bool { get }
  /// Why what was typed or asked for was not taken.
  var error: String? { get }

  /// What a key asks for here; `nil` where it means what it means everywhere.
  func action(for key: Key) -> Action?
  /// What a turn of the wheel asks for, up or down by one.
  func action(forWheel step: Int) -> Action?
  /// What lies at a place; `nil` where there is nothing to press.
  func target(at point: Point) -> HitTarget?
  func draw(on buffer: inout Buffer, _ look: Look)
}

extension Screen {
  static var showsImage: Bool { true }
  static var prefersHints: Bool { true }
  var isEditing: Bool { false }
  var error: String? { nil }

  func action(forWheel step: Int) -> Action? { Self.showsImage ? .step(by: step) : nil }
}

extension ScreenName {
  /// The screen of a name.
  var kind: any Screen.Type {
    switch self {
    case .explore: ExploreScreen.self
    case .train: TrainScreen.self
    case .analyse: AnalyseScreen.self
    case .compare: CompareScreen.self
    case .lab: LabScreen.self
    case .fool: FoolScreen.self
    }
  }
}

extension AppState {
  /// The screen that is open.
  var shown: any Screen { screen.kind.init(state: self) }
}
