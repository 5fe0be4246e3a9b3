extension AppState {
  /// What an event means where the program stands; `nil` where it means nothing.
  func action(for event: InputEvent) -> Action? {
    switch event {
    case .resize(let size): .resize(size)
    case .quit: .quit
    case .paste(let text): isTyping ? .type(text.filter { !$0.isNewline }) : nil
    case .mouse(let event): action(for: event)
    case .key(let key): action(for: key)
    }
  }

  /// Whether letters are text and not commands.
  var isTyping: Bool {
    if case .prompt = overlay { return true }
    guard overlay == nil else { return false }
    return shown.isEditing
  }

  private func action(for key: Key) -> Action? {
    if isTyping { return typingAction(for: key) }
    if overlay == .help {
      switch key {
      case .character("q"): return .quit
      case .character("?"), .escape, .enter: return .leave
      default: break
      }
    }
    if case .attacks(let chooser) = overlay { return chooserAction(for: key, chooser) }
    // A list has other uses for some keys that move through images elsewhere.
    if let action = shown.action(for: key) ?? commonAction(for: key) { return action }
    return screen.kind.showsImage ? imageAction(for: key) : nil
  }

  private func typingAction(for key: Key) -> Action? {
    switch key {
    case .character(let character): .type(String(character))
    case .enter, .tab, .down: .confirm
    case .left, .right, .home, .end: .keepText
    case .escape: .leave
    case .backspace, .delete: .eraseCharacter
    case .control("u"): .eraseAll
    default: nil
    }
  }

  private func chooserAction(for key: Key, _ chooser: AttackChooser) -> Action? {
    switch key {
    case .up, .character("k"), .backTab: .moveInAttacks(by: -1)
    case .down, .character("j"), .tab: .moveInAttacks(by: 1)
    case .home, .pageUp: .moveInAttacks(by: -AttackChooser.attacks.count)
    case .end, .pageDown: .moveInAttacks(by: AttackChooser.attacks.count)
    case .enter, .character(" "): .takeAttack(chooser.cursor)
    case .escape, .character("a"): .leave
    case .character("q"): .quit
    default: nil
    }
  }

  private func commonAction(for key: Key) -> Action? {
    switch key {
    case .character("q"): .quit
    case .character("?"), .function(1): .help
    case .character("T"): .theme
    case .character(" "), .character("t"): .startOrPause
    case .character("w"): .askForPath
    case .character(let digit) where digit.isASCII && digit.isNumber: screen(for: digit)
    case .tab: .turn(by: 1)
    case .backTab: .turn(by: -1)
    case .escape: .leave
    default: nil
    }
  }

  private func imageAction(for key: Key) -> Action? {
    switch key {
    case .character("r"): .randomImage
    case .character("g"): .askForImage
    case .character("c"): .clip
    case .character("["): .slide(steps: -10)
    case .character("]"): .slide(steps: 10)
    case .character("+"), .character("="): .zoom(by: 1)
    case .character("-"): .zoom(by: -1)
    case .character("j"): .step(by: 1)
    case .character("k"): .step(by: -1)
    case .pageDown: .step(by: 10)
    case .pageUp: .step(by: -10)
    default: nil
    }
  }

  /// What a key does to ε where it has a slider.
  func slideAction(for key: Key) -> Action? {
    switch key {
    case .left: .slide(steps: -1)
    case .right: .slide(steps: 1)
    case .shiftLeft, .controlLeft: .slide(steps: -10)
    case .shiftRight, .controlRight: .slide(steps: 10)
    default: nil
    }
  }

  private func screen(for digit: Character) -> Action? {
    guard let number = digit.wholeNumberValue, let screen = ScreenName(rawValue: number - 1) else {
      return nil
    }
    return .show(screen)
  }

  private func action(for mouse: MouseEvent) -> Action? {
    switch mouse.kind {
    case .wheelUp: return wheelAction(-1)
    case .wheelDown: return wheelAction(1)
    case .release: return nil
    case .press, .drag: break
    }
    guard let target = hitTarget(at: mouse.position, in: self) else { return nil }
    switch (target, mouse.kind) {
    case (.slider(let fraction), _), (.curve(let fraction), _): return .slideTo(fraction: fraction)
    case (.tab(let screen), .press): return .show(screen)
    case (.formField(let field), .press): return .focusOn(field)
    case (.attackField(let field), .press):
      return field == lab.focus ? .confirm : .focusOnAttack(field)
    case (.listRow(let place, let top), .press):
      return place == analyse.cursor ? .openSelected : .selectRow(place, top: top)
    case (.galleryImage(let index), .press): return .openImage(index)
    case (.foolingImage(let target), .press):
      return .fool(target == fool.cursor ? .enlarge : .select(target))
    case (.foolingMethod(let method), .press): return .fool(.choose(method))
    case (.button(let command), .press): return action(for: command)
    case (.attackRow(let place), .press): return .takeAttack(place)
    case (.outsideOverlay, .press): return .leave
    default: return nil
    }
  }

  /// What a turn of the wheel asks for.
  private func wheelAction(_ step: Int) -> Action? {
    switch overlay {
    case .attacks: .moveInAttacks(by: step)
    case nil: shown.action(forWheel: step)
    default: nil
    }
  }

  /// The attack under the cursor of their list, where that is open.
  private var takenAttack: Int? {
    if case .attacks(let chooser) = overlay { chooser.cursor } else { nil }
  }

  /// What a hint asks for when it is pressed.
  private func action(for command: KeyHelp.Command) -> Action? {
    switch command {
    case .goToImage: .askForImage
    case .randomImage: .randomImage
    case .clip: .clip
    case .chooseAttack: .chooseAttack
    case .edit: takenAttack.map { .takeAttack($0) } ?? .confirm
    case .stop: .stopTraining
    case .reset: .resetTraining
    case .startOrPause, .train: .startOrPause
    case .save: .askForPath
    case .theme: .theme
    case .leave: .leave
    case .help: .help
    case .quit: .quit
    case .open: .openSelected
    case .order: .changeOrder
    case .digit: .changeDigit
    case .kind: .changeKind
    case .filter: .askForFilter
    case .view: .changeView
    case .analyse: .analyse
    case .loadReference: .askForReference
    case .keepReference: .keepReference
    case .attack: .changeAttack
    case .startAttack: .startOrPauseAttack
    case .stepAttack: .stepAttack
    case .slot: .changeSlot
    case .sweep: .sweepAttack
    case .photo: .photographAttack
    case .labView: .changeLabView
    case .startFooling: .fool(.startOrPause)
    case .stepFooling: .fool(.step)
    case .method: .fool(.changeMethod)
    case .seed: .fool(.changeSeed)
    case .enlarge: .fool(.enlarge)
    case .savePicture: .fool(.askForPicturePath)
    case .epsilon, .epsilonByTen, .epsilonEnds, .epsilonRange, .image, .imageByTen, .field,
      .row, .page, .change, .changeScreen, .pace:
      nil
    }
  }
}
