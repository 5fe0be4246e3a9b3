import Engine

extension AppState {
  /// Takes in an action.
  /// - Returns: What the engine is to do about it.
  mutating func apply(_ action: Action) -> [Effect] {
    let before = curveWish
    let effects = take(action)
    guard curveWish != before else { return effects }
    return effects + [curveWish.map { .attackCurve($0) } ?? .cancelAttackCurve]
  }

  private mutating func take(_ action: Action) -> [Effect] {
    switch action {
    case .news, .resize: break
    default: notice = nil
    }
    switch action {
    case .quit: isQuitting = true
    case .resize(let size): self.size = size
    case .news(let news): return apply(news)
    case .show(let screen): return show(screen)
    case .turn(let step): return show(screen.next(by: step))
    case .help: overlay = overlay == .help ? nil : .help
    case .theme: theme = theme == .dark ? .light : .dark
    case .leave: return leave()

    case .slide(let steps): explore[slidNorm].slide(by: steps)
    case .slideTo(let fraction): explore[slidNorm].slide(toFraction: Float(fraction))
    case .zoom(let step): explore[slidNorm].zoom(by: step)
    case .clip:
      explore.isClipped.toggle()
      return [exploreEffect] + (lab.isActive ? [.cancelAttack] : [])
        + (lab.sweep?.phase == .running ? [.cancelSweep] : [])
    case .step(let step): return self.step(by: step)
    case .randomImage: return goToRandomImage()
    case .askForImage: ask(Prompt(.goToImage))
    case .askForFilter: ask(Prompt(.filter, text: analyse.filter.text))

    case .startOrPause: return startOrPause()
    case .stopTraining: return train.progress?.phase.isActive == true ? [.stopTraining] : []
    case .resetTraining: return train.progress == nil ? [] : [.resetTraining]
    case .askForPath:
      guard model != nil else { return [] }
      ask(Prompt(.saveModel, text: "model.safetensors"))

    case .startOrPauseAttack, .stepAttack, .stopAttack, .changeSlot, .changePace, .sweepAttack,
      .photographAttack, .changeLabView, .focusOnAttack:
      return applyToLab(action)
    case .focus where screen == .lab, .nudge where screen == .lab: return applyToLab(action)
    case .focus(let step): train.form.moveFocus(by: step)
    case .focusOn(let field):
      train.form.focus = field
      train.form.edit = nil
    case .nudge(let direction):
      train.form.error = nil
      train.form.nudge(train.form.focus, by: direction)
    case .moveCursor, .page, .moveCursorToStart, .moveCursorToEnd, .selectRow, .openSelected,
      .moveInGallery, .turnGallery,
      .openImage, .changeOrder, .changeDigit, .changeKind, .changeView, .analyse:
      return applyToAnalysis(action)
    case .askForReference, .keepReference, .changeAttack: return applyToComparison(action)
    case .chooseAttack, .moveInAttacks, .takeAttack, .changeNorm: applyToChooser(action)
    case .fool(let action): return apply(action)
    case .confirm: return confirm()
    case .type(let text): type { [isTextSelected] in $0 = isTextSelected ? text : $0 + text }
    case .keepText: isTextSelected = false
    case .eraseCharacter:
      type { [isTextSelected] in $0 = isTextSelected ? "" : String($0.dropLast()) }
    case .eraseAll: type { $0 = "" }
    }
    return []
  }

  /// What has to be known of the wanted image.
  var exploreEffect: Effect {
    .explore(
      index: explore.index, clipped: explore.isClipped,
      comparing: screen == .compare ? compare.attack : nil)
  }

  private mutating func apply(_ news: News) -> [Effect] {
    var effects: [Effect] = []
    if let dataset = news.dataset { data = dataset }
    switch news.dataset {
    case .ready(_, let count):
      explore.index = min(explore.index, max(0, count - 1))
      effects = [exploreEffect]
    case .failed(let reason): failure = reason
    case nil: break
    }
    if let model = news.model { self.model = model }
    if let reference = news.reference { compare.show(reference) }
    if let exploration = news.exploration { explore.exploration = exploration }
    if let curve = news.attackCurve { explore.curve = curve }
    if let comparison = news.comparison { compare.comparison = comparison }
    if let progress = news.analysis {
      analyse.progress = progress
      analyse.updateList(keepsCursor: true)
      if analyse.awaitsMatch { effects += goToFirstMatch() }
    }
    if let progress = news.linearGrowth { analyse.growth = progress }
    lab.traces.merge(news.attacks.filter { lab.choices[$0.key] != nil }) { $1 }
    if !news.attacks.isEmpty { lab.awaited = nil }
    if let sweep = news.sweep { lab.sweep = sweep }
    if let progress = news.fooling {
      fool.progress = progress
      fool.awaited = nil
    }
    if let physical = news.physical { lab.physical = physical }
    effects += firstAnalysis() + firstGrowth()
    if let progress = news.training {
      train.progress = progress
      if case .failed(let reason) = progress?.phase { notice = Notice(reason, isError: true) }
    }
    if let message = news.messages.last {
      notice = Notice(message.text, isError: message.isError)
    }
    return effects
  }

  private mutating func show(_ screen: ScreenName) -> [Effect] {
    let wasComparing = self.screen == .compare
    self.screen = screen
    overlay = nil
    train.form.edit = nil
    lab.edit = nil
    // What came of another image that was left meanwhile is not looked for here.
    if screen == .lab, lab.traces.values.contains(where: { $0.index != explore.index }) {
      lab.traces = [:]
    }
    // Two models are explored only while both are seen.
    let isComparing = screen == .compare
    return firstAnalysis() + firstGrowth() + (isComparing == wasComparing ? [] : [exploreEffect])
  }

  private mutating func leave() -> [Effect] {
    if overlay != nil {
      overlay = nil
    } else if train.form.edit != nil {
      train.form.edit = nil
      train.form.error = nil
    } else if lab.edit != nil {
      lab.edit = nil
      lab.error = nil
    } else if screen == .analyse, analyse.view != .charts {
      analyse.view = .charts
    } else if screen == .explore || screen == .compare && analyse.filter.isOn {
      leaveFilter()
    } else {
      return show(.explore)
    }
    return []
  }

  mutating func go(to index: Int) -> [Effect] {
    guard case .ready(_, let count) = data, count > 0 else { return [] }
    let wanted = index.clamped(to: 0...count - 1)
    guard wanted != explore.index else { return [] }
    explore.index = wanted
    analyse.awaitsMatch = false
    return [exploreEffect] + attackNewImage()
  }

  private mutating func startOrPause() -> [Effect] {
    switch train.progress?.phase {
    case .running, .preparing: [.pauseTraining]
    case .paused: [.resumeTraining]
    default: [.train(train.form.settings)]
    }
  }

  /// Opens a question; a text that stands there as a proposal is replaced by what is typed.
  mutating func ask(_ prompt: Prompt) {
    overlay = .prompt(prompt)
    isTextSelected = !prompt.text.isEmpty
  }

  /// Changes the text that is being typed.
  private mutating func type(_ change: (inout String) -> Void) {
    defer { isTextSelected = false }
    if case .prompt(var prompt) = overlay {
      change(&prompt.text)
      prompt.text = String(prompt.text.prefix(Self.longestText))
      prompt.error = nil
      overlay = .prompt(prompt)
    } else if var edit = train.form.edit {
      change(&edit)
      train.form.edit = String(edit.prefix(Self.longestText))
      train.form.error = nil
    } else if var edit = lab.edit {
      change(&edit)
      lab.edit = String(edit.prefix(Self.longestText))
      lab.error = nil
    }
  }

  /// Longer than any path a file system takes.
  private static let longestText = 4096

  private mutating func confirm() -> [Effect] {
    guard case .prompt(let prompt) = overlay else {
      if screen == .lab { return applyToLab(.confirm) }
      train.form.confirm()
      isTextSelected = train.form.edit != nil && train.form.error == nil
      return []
    }
    switch prompt.purpose {
    case .goToImage:
      guard case .ready(_, let count) = data, let number = Int(prompt.text),
        (1...max(1, count)).contains(number)
      else {
        overlay = .prompt(
          Prompt(
            .goToImage, text: prompt.text,
            error: "expected \(imageNumbers), found \"\(prompt.text)\""))
        return []
      }
      overlay = nil
      return go(to: number - 1)
    case .saveModel:
      guard !prompt.text.isEmpty else {
        overlay = .prompt(Prompt(.saveModel, error: "expected the name of a file, found nothing"))
        return []
      }
      overlay = nil
      return [.saveModel(path: prompt.text)]
    case .savePicture: return confirmPicture(prompt.text)
    case .filter: return filter(byTyped: prompt.text)
    case .loadReference: return confirmReference(prompt.text)
    }
  }

  /// The numbers that images have.
  private var imageNumbers: String {
    guard case .ready(_, let count) = data else { return "a number, once the images are there" }
    return "a number from 1 to \(count)"
  }
}

extension ScreenName {
  /// The screen some tabs further, around the end.
  func next(by step: Int) -> ScreenName {
    let all = Self.allCases
    let count = all.count
    return all[((rawValue + step) % count + count) % count]
  }
}

extension TrainingForm {
  mutating func moveFocus(by step: Int) {
    let fields = Field.allCases
    focus = fields[(focus.rawValue + step).clamped(to: 0...fields.count - 1)]
    error = nil
  }

  /// Begins to edit the field with the focus, or takes what was typed.
  mutating func confirm() {
    guard let text = edit else {
      edit = focus == .preset && self[.preset] == "custom" ? "" : self[focus]
      return
    }
    do throws(Refusal) {
      try set(focus, to: text)
      edit = nil
      error = nil
    } catch {
      self.error = error.text
    }
  }
}
