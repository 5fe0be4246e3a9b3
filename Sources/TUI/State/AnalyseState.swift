import Engine

/// What the Analyse screen shows.
struct AnalyseState: Sendable {
  /// In which order images are listed.
  enum Order: CaseIterable, Sendable { case easiest, hardest, number }

  /// Which smallest ε are listed.
  enum Selection: CaseIterable, Sendable {
    case all
    /// Images that are misread as they are.
    case misread
    /// Images that a perturbation too small to be seen has misread, but that are read right without.
    case invisible
    /// Images that take a larger one, or that none up to 1 has misread.
    case visible
  }

  /// What the engine has found out so far; `nil` before the first search.
  var progress: AnalysisProgress?
  /// Whether a search has been asked for.
  var isRequested = false
  var order = Order.easiest
  /// Only images with this label; `nil` for all.
  var digit: Int?
  var selection = Selection.all
  /// Whether pictures of images take the place of the charts and the list.
  var showsGallery = false
  /// The images listed, as places in the dataset; follows from what is above.
  private(set) var list: [Int] = []
  /// The place of the cursor in the list.
  private(set) var cursor = 0
  /// The place in the list of the first row on screen, where the mouse holds it; `nil` where the
  /// list is to follow the cursor.
  var top: Int?

  init() {}

  /// The ε above which, the study says, a perturbation can be seen.
  static let visible: Float = 0.01

  /// The ε of the study's table of images that fall.
  static let tabulated: [Float] = [0.0001, 0.0002, 0.002, 0.005, 0.01, 0.015, 0.021]

  /// The image under the cursor, as a place in the dataset.
  var selected: Int? { list.indices.contains(cursor) ? list[cursor] : nil }

  /// The distribution over the images with the digit.
  var summary: EpsilonSummary? {
    guard let progress else { return nil }
    guard let digit else { return progress.all }
    return progress.ofLabel.indices.contains(digit) ? progress.ofLabel[digit] : nil
  }

  /// Moves the cursor, to the ends of the list at most.
  mutating func moveCursor(to place: Int) {
    cursor = max(0, min(place, list.count - 1))
    top = nil
  }

  /// Puts the cursor on an image; the list stays where it is, its first row given.
  mutating func select(_ place: Int, top: Int) {
    moveCursor(to: place)
    self.top = top
  }

  /// Lists the images anew; a cursor that has left the first row stays on its image.
  mutating func updateList(keepsCursor: Bool) {
    let image = cursor > 0 ? selected : nil
    guard let progress else {
      list = []
      return
    }
    let images = images(of: progress)
    switch order {
    case .easiest: list = images
    case .hardest: list = images.reversed()
    case .number: list = images.sorted()
    }
    let place = keepsCursor ? image.flatMap { list.firstIndex(of: $0) } : 0
    cursor = place ?? min(cursor, max(0, list.count - 1))
    if !keepsCursor || place == nil { top = nil }
  }

  /// The images with a digit and a smallest ε of a kind, the easiest first.
  private func images(of progress: AnalysisProgress) -> [Int] {
    guard digit != nil || selection != .all else { return progress.easiestFirst }
    return progress.easiestFirst.filter { isWanted($0, in: progress) }
  }

  /// Whether an image has the digit and a smallest ε of the kind chosen.
  func isWanted(_ index: Int, in progress: AnalysisProgress) -> Bool {
    guard digit == nil || progress.dataset.label(index) == digit else { return false }
    let result = progress.results[index]
    return switch selection {
    case .all: true
    case .misread: result == .misreadAsItIs
    case .invisible: result != .misreadAsItIs && result?.isReached(by: Self.visible) == true
    case .visible: result?.isReached(by: Self.visible) == false
    }
  }
}

extension AppState {
  /// Whether the analysis belongs to another model than the one on show, or to other rules.
  var isAnalysisStale: Bool {
    guard let progress = analyse.progress, let model else { return false }
    return progress.model.version != model.version || progress.isClipped != explore.isClipped
  }
}
