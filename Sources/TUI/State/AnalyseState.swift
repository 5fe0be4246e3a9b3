import Engine

/// What the Analyse screen shows.
struct AnalyseState: Sendable {
  /// In which order images are listed.
  enum Order: CaseIterable, Sendable { case easiest, hardest, number }

  /// What takes the screen below the figures.
  enum View: CaseIterable, Sendable {
    /// Histogram, distribution function, the table of ε, and the list of images.
    case charts
    /// Pictures of the easiest images and the hardest.
    case gallery
    /// The linear explanation, put to the test.
    case linearGrowth
  }

  var view = View.charts
  /// What the engine has found out so far; `nil` before the first search.
  var progress: AnalysisProgress?
  /// Whether a search has been asked for.
  var isRequested = false
  var order = Order.easiest
  /// Which images are listed; Explore steps through the same ones.
  var filter = ImageFilter()
  /// Whether the first image that the filter leaves is to be shown, once there is one.
  var awaitsMatch = false
  /// What the experiment on linear growth has measured; `nil` before the first one.
  var growth: LinearGrowthProgress?
  /// Whether that experiment has been asked for.
  var isGrowthRequested = false
  /// The images listed, as places in the dataset; follows from what is above.
  private(set) var list: [Int] = []
  /// The place of the cursor in the list.
  private(set) var cursor = 0
  /// The place in the list of the first row on screen, where the mouse holds it; `nil` where the
  /// list is to follow the cursor.
  var top: Int?

  /// Which page of pictures the gallery shows, and the place of its cursor on it.
  var gallery = (page: 0, cursor: 0)

  init() {}

  /// The ε of the study's table of images that fall.
  static let tabulated: [Float] = [0.0001, 0.0002, 0.002, 0.005, 0.01, 0.015, 0.021]

  /// The image under the cursor, as a place in the dataset.
  var selected: Int? { list.indices.contains(cursor) ? list[cursor] : nil }

  /// The distribution over the images with the digit.
  var summary: EpsilonSummary? {
    guard let progress else { return nil }
    guard let digit = filter.digit else { return progress.all }
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
    list = inOrder(progress)
    if filter.isOn { list = list.filter { isWanted($0, in: progress) } }
    let place = keepsCursor ? image.flatMap { list.firstIndex(of: $0) } : 0
    cursor = place ?? min(cursor, max(0, list.count - 1))
    if !keepsCursor || place == nil { top = nil }
    if !keepsCursor { gallery = (page: 0, cursor: 0) }
  }

  /// The image so many places after another one in the list, or before it: at most the last, or the
  /// first.
  ///
  /// The other one need not be in the list: it is then taken to stand where its place would be, and
  /// beyond an end it has that end beside it.
  /// - Returns: `nil` where there is none on that side.
  func image(after index: Int, by step: Int) -> Int? {
    guard let progress else { return nil }
    let all = inOrder(progress)
    let place = all.firstIndex(of: index)
    let side =
      step > 0
      ? Array(all[(place.map { $0 + 1 } ?? 0)...]) : all[..<(place ?? all.count)].reversed()
    let wanted = side.lazy.filter { isWanted($0, in: progress) }.prefix(abs(step))
    if let found = wanted.reduce(nil, { $1 }) { return found }
    return list.contains(index) ? nil : step > 0 ? list.last : list.first
  }

  /// All images that are done.
  private func inOrder(_ progress: AnalysisProgress) -> [Int] {
    switch order {
    case .easiest: progress.easiestFirst
    case .hardest: progress.easiestFirst.reversed()
    case .number: progress.easiestFirst.sorted()
    }
  }

  /// Whether the filter leaves an image.
  func isWanted(_ index: Int, in progress: AnalysisProgress) -> Bool {
    filter.takes(label: progress.dataset.label(index), progress.results[index])
  }
}

extension AppState {
  /// The ε of the next experiment on linear growth: the one that is set, or the study's.
  var growthEpsilon: Float { explore.epsilon > 0 ? explore.epsilon : ImageFilter.visible }

  /// Whether the analysis belongs to another model than the one on show, or to other rules.
  var isAnalysisStale: Bool {
    guard let progress = analyse.progress, let model else { return false }
    return progress.model.version != model.version || progress.isClipped != explore.isClipped
  }
}
