extension AnalyseScreen {
  static let keys = [
    KeyHelp(.row, "↑ ↓", "the image before, the next; k j too"),
    KeyHelp(.page, "PgUp PgDn", "a page back, on; Home End to the ends"),
    KeyHelp(.epsilon, "← →", "ε by a small step; in the gallery a picture"),
    KeyHelp(.open, "Enter", "open it in Explore, just misread"),
    KeyHelp(.order, "o", "easiest first, hardest, by number"),
    KeyHelp(.filter, "/", "only some: a digit, misread, ε 0.01-0.05"),
    KeyHelp(.digit, "d", "only one digit, the next, all"),
    KeyHelp(.kind, "m", "only misread, up to ε 0.01, above, all"),
    KeyHelp(.view, "v", "charts, the gallery, linear growth"),
    KeyHelp(.analyse, "a", "analyse anew, or stop it"),
  ]

  var hints: [KeyHint] {
    let help = KeyHint(.help, "help")
    let kind: String =
      switch analyse.filter.nextKind {
      case .all: "all"
      case .misread: "misread"
      case .between(0, _): "ε ≤ 0.01"
      case .between: "ε > 0.01"
      }
    let filters = [KeyHint(.digit, "digit"), KeyHint(.kind, kind)]
    let again = KeyHint(.analyse, analyse.progress?.phase == .running ? "stop" : "anew")
    let (first, last) = state.isAnalysisStale ? ([again], []) : ([], [again])
    switch analyse.view {
    case .charts:
      let order: String =
        switch analyse.order {
        case .easiest: "hardest"
        case .hardest: "by number"
        case .number: "easiest"
        }
      return first + [KeyHint(.open, "open"), KeyHint(.order, order), KeyHint(.filter, "filter")]
        + [KeyHint(.view, "gallery")] + filters + last + [help]
    case .gallery:
      let keys = [
        KeyHint(.open, "open"), KeyHint(.row, "picture", keys: "←→↑↓"),
        KeyHint(.filter, "filter"), KeyHint(.view, "linear growth"),
        KeyHint(.page, "page", keys: "PgUp PgDn"),
      ]
      return first + keys + filters + last + [help]
    case .linearGrowth:
      let again = KeyHint(.analyse, analyse.growth?.phase == .running ? "stop" : "anew")
      return [KeyHint(.view, "charts"), KeyHint(.epsilon, "ε"), again, help]
    }
  }

  func action(for key: Key) -> Action? {
    switch (key, analyse.view) {
    case (.character("v"), _): .changeView
    case (.character("a"), _): .analyse
    case (.character("/"), .charts), (.character("/"), .gallery): .askForFilter
    case (.character("d"), .charts), (.character("d"), .gallery): .changeDigit
    case (.character("m"), .charts), (.character("m"), .gallery): .changeKind
    case (.enter, _): .openSelected
    case (_, .charts): listAction(for: key) ?? state.slideAction(for: key)
    case (_, .gallery): galleryAction(for: key)
    case (_, .linearGrowth): state.slideAction(for: key)
    }
  }

  /// Another row of the list, or another page.
  func action(forWheel step: Int) -> Action? {
    switch analyse.view {
    case .charts: .moveCursor(by: step)
    case .gallery: .turnGallery(by: step)
    case .linearGrowth: nil
    }
  }

  private func galleryAction(for key: Key) -> Action? {
    switch key {
    case .left: .moveInGallery(.left)
    case .right: .moveInGallery(.right)
    case .up, .character("k"): .moveInGallery(.up)
    case .down, .character("j"): .moveInGallery(.down)
    case .pageUp: .turnGallery(by: -1)
    case .pageDown: .turnGallery(by: 1)
    default: nil
    }
  }

  private func listAction(for key: Key) -> Action? {
    switch key {
    case .up, .character("k"): .moveCursor(by: -1)
    case .down, .character("j"): .moveCursor(by: 1)
    case .pageUp: .page(by: -1)
    case .pageDown: .page(by: 1)
    case .home: .moveCursorToStart
    case .end: .moveCursorToEnd
    case .character("o"): .changeOrder
    default: nil
    }
  }
}
