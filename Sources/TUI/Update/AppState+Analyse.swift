import Engine

extension AppState {
  /// Takes in an action of the Analyse screen.
  mutating func applyToAnalysis(_ action: Action) -> [Effect] {
    switch action {
    case .moveCursor(let step): analyse.moveCursor(to: analyse.cursor + step)
    case .page(let step):
      let rows = AnalyseScreen.layout(self).listRows.height
      analyse.moveCursor(to: analyse.cursor + step * max(1, rows - 1))
    case .moveCursorToStart: analyse.moveCursor(to: 0)
    case .moveCursorToEnd: analyse.moveCursor(to: analyse.list.count - 1)
    case .selectRow(let place, let top): analyse.select(place, top: top)
    case .openSelected where analyse.view == .gallery:
      return gallery.selected.map { open($0.image) } ?? []
    case .openSelected where analyse.view == .charts:
      return analyse.selected.map { open($0) } ?? []
    case .moveInGallery(let direction):
      analyse.gallery.cursor = gallery.neighbour(to: direction)
    case .turnGallery(let step):
      let gallery = gallery
      analyse.gallery.page = (gallery.page + step).clamped(to: 0...gallery.pages - 1)
    case .openImage(let index): return open(index)
    case .changeOrder:
      analyse.order = analyse.order.next
      analyse.updateList(keepsCursor: false)
    case .changeDigit:
      let classes = analyse.progress?.ofLabel.count ?? 10
      let next = analyse.filter.digit.map { $0 + 1 } ?? 0
      analyse.filter.digit = next < classes ? next : nil
      analyse.updateList(keepsCursor: false)
    case .changeKind:
      analyse.filter.kind = analyse.filter.nextKind
      analyse.updateList(keepsCursor: false)
    case .changeView:
      analyse.view = analyse.view.next
      return firstGrowth()
    case .analyse where analyse.view == .linearGrowth:
      if analyse.growth?.phase == .running { return [.cancelLinearGrowth] }
      return requestGrowth()
    case .analyse:
      guard model != nil else { return [] }
      guard analyse.progress?.phase != .running else { return [.cancelAnalysis] }
      return requestAnalysis()
    default: break
    }
    return []
  }

  private var gallery: Gallery { Gallery(analyse, AnalyseScreen.layout(self)) }

  /// Begins the first analysis once its screen is open, or a filter is on, and the model is there.
  mutating func firstAnalysis() -> [Effect] {
    guard screen == .analyse || analyse.filter.isOn, !analyse.isRequested, model != nil else {
      return []
    }
    return requestAnalysis()
  }

  /// Begins the experiment on linear growth once it is on show and the images are there.
  mutating func firstGrowth() -> [Effect] {
    guard screen == .analyse, analyse.view == .linearGrowth, !analyse.isGrowthRequested else {
      return []
    }
    return requestGrowth()
  }

  private mutating func requestGrowth() -> [Effect] {
    guard case .ready = data else { return [] }
    analyse.isGrowthRequested = true
    return [.measureLinearGrowth(epsilon: growthEpsilon)]
  }

  private mutating func requestAnalysis() -> [Effect] {
    analyse.isRequested = true
    return [.analyse(clipped: explore.isClipped)]
  }

  /// Shows an image in Explore, at the first ε with four digits that has it misread.
  private mutating func open(_ index: Int) -> [Effect] {
    screen = .explore
    // It is misread along the ray there.
    explore.attack = nil
    if let epsilon = analyse.progress?.results[index]?.value {
      let shown = min(1, (epsilon * 10_000).rounded(.up) / 10_000)
      explore.scale = max(
        explore.scale, EpsilonSlider.scales(.linf).first { $0 >= shown } ?? explore.scale)
      explore.epsilon = shown
    }
    return go(to: index)
  }
}

extension CaseIterable where Self: Equatable {
  /// The case after this one; the first after the last.
  fileprivate var next: Self {
    let all = Array(Self.allCases)
    let place = all.firstIndex(of: self) ?? 0
    return all[(place + 1) % all.count]
  }
}
