import Engine

extension AppState {
  /// Steps through the images; while a filter is on, through those that it leaves, in their order.
  mutating func step(by step: Int) -> [Effect] {
    guard analyse.filter.isOn else { return go(to: explore.index + step) }
    guard !analyse.list.isEmpty else { return noteEmptyList() }
    return analyse.image(after: explore.index, by: step).map { go(to: $0) } ?? []
  }

  /// Goes to a random image, of those that the filter leaves.
  mutating func goToRandomImage() -> [Effect] {
    guard case .ready(_, let count) = data, count > 0 else { return [] }
    guard analyse.filter.isOn else { return go(to: Int.random(in: 0..<count, using: &generator)) }
    guard let image = analyse.list.randomElement(using: &generator) else { return noteEmptyList() }
    return go(to: image)
  }

  private mutating func noteEmptyList() -> [Effect] {
    notice = Notice(
      analyse.progress?.phase == .finished
        ? "no image matches the filter: / changes it, Esc leaves it"
        : "no image found yet that matches the filter")
    return []
  }

  /// Takes a filter that was typed, and begins the analysis where it takes one; a text that can't be
  /// understood, or that no image matches, is answered, and nothing changes.
  mutating func filter(byTyped text: String) -> [Effect] {
    let classes = analyse.progress?.dataset.classes ?? 10
    guard let filter = ImageFilter(typed: text, classes: classes) else {
      refuse("expected \(ImageFilter.expected), found \"\(text)\"")
      return []
    }
    var filtered = analyse
    filtered.filter = filter
    filtered.updateList(keepsCursor: false)
    if filtered.list.isEmpty, filtered.progress?.phase == .finished {
      refuse("no image matches \"\(text)\"")
      return []
    }
    analyse = filtered
    overlay = nil
    return firstAnalysis() + goToFirstMatch()
  }

  private mutating func refuse(_ reason: String) {
    guard case .prompt(var prompt) = overlay else { return }
    prompt.error = reason
    overlay = .prompt(prompt)
  }

  /// Lists and steps through all images again; the one on show stays.
  mutating func leaveFilter() {
    analyse.filter = ImageFilter()
    analyse.updateList(keepsCursor: true)
    analyse.awaitsMatch = false
  }

  /// Where a filter was chosen beside an image, shows the first image that it leaves, now or as soon as
  /// one is found.
  mutating func goToFirstMatch() -> [Effect] {
    let isBeside = screen != .analyse && analyse.filter.isOn
    analyse.awaitsMatch = isBeside && analyse.list.isEmpty
    guard isBeside, let first = analyse.list.first,
      !analyse.list.contains(explore.index)
    else { return [] }
    return go(to: first)
  }
}
