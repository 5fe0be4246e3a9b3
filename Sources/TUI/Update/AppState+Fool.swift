import Engine

extension AppState {
  /// Takes in an action of the Fool screen.
  mutating func apply(_ action: FoolAction) -> [Effect] {
    switch action {
    case .startOrPause:
      if let isPaused = fool.awaited {
        fool.awaited = !isPaused
        return [isPaused ? .resumeFooling : .pauseFooling]
      }
      guard fool.isActive, !isFoolingStale else { return fool(isPaused: false) }
      return [fool.progress?.phase == .paused ? .resumeFooling : .pauseFooling]
    case .step where fool.awaited != nil:
      fool.awaited = true
      return [.stepFooling]
    case .step:
      if fool.isActive, !isFoolingStale { return [.stepFooling] }
      // The first images are there before the first round.
      return fool(isPaused: true)
    case .stop: return fool.isActive || fool.awaited != nil ? [.cancelFooling] : []
    case .changeMethod:
      let all = FoolingMethod.allCases
      let place = all.firstIndex(of: fool.method) ?? 0
      return choose(all[(place + 1) % all.count])
    case .choose(let method): return choose(method)
    case .changeSeed:
      fool.seed += 1
      return fool.isActive ? [.cancelFooling] : []
    case .changePace(let step):
      let pace = Pace(rawValue: fool.pace.rawValue + step) ?? fool.pace
      guard pace != fool.pace else { return [] }
      fool.pace = pace
      return [.paceFooling(pace)]
    case .move(let direction): move(direction)
    case .select(let target): fool.cursor = target.clamped(to: 0...max(0, foolingClasses - 1))
    case .enlarge: fool.isEnlarged.toggle()
    case .askForPicturePath:
      guard fool.image != nil else { return [] }
      ask(Prompt(.savePicture, text: "class-\(fool.cursor).pgm"))
    }
    return []
  }

  /// Takes the name of a file for the picture under the cursor, as it is by now.
  mutating func confirmPicture(_ path: String) -> [Effect] {
    guard !path.isEmpty else {
      overlay = .prompt(Prompt(.savePicture, error: "expected the name of a file, found nothing"))
      return []
    }
    overlay = nil
    guard let image = fool.image, let shape = fool.progress?.shape else { return [] }
    return [.savePicture(image, shape: shape, path: path)]
  }

  private mutating func fool(isPaused: Bool) -> [Effect] {
    guard model != nil else { return [] }
    fool.progress = nil
    fool.awaited = isPaused
    return [.fool(fool.method, seed: fool.seed, pace: fool.pace, isPaused: isPaused)]
  }

  /// Takes another method; images that are being made by the one before are left as they are.
  private mutating func choose(_ method: FoolingMethod) -> [Effect] {
    guard method != fool.method else { return [] }
    fool.method = method
    return fool.isActive ? [.cancelFooling] : []
  }

  private mutating func move(_ direction: Direction) {
    // Where one image is shown alone, the others are before it or behind it.
    let columns = fool.isEnlarged ? 1 : FoolScreen.layout(self).columns
    let step =
      switch direction {
      case .left: -1
      case .right: 1
      case .up: -columns
      case .down: columns
      }
    let target = fool.cursor + step
    if (0..<foolingClasses).contains(target) { fool.cursor = target }
  }
}
