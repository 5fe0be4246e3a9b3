import Engine

/// What lies at a place of the screen, for the mouse.
enum HitTarget: Equatable, Sendable {
  /// The tab of a screen.
  case tab(ScreenName)
  /// The track of the slider, 0 at its left end and 1 at its right.
  case slider(fraction: Double)
  /// The confidence curve, 0 at ε = 0 and 1 at the end of the slider's range.
  case curve(fraction: Double)
  /// The picture of the clean image, its perturbation or the attacked image.
  case image
  /// A field of the training form.
  case formField(TrainingForm.Field)
  /// A field of the Lab's form.
  case attackField(AttackField)
  /// A row of the list of images, by its place in the list; with the place of the first row on
  /// screen.
  case listRow(Int, top: Int)
  /// A picture of the gallery, by the place of its image in the dataset.
  case galleryImage(Int)
  /// The image of a class on the Fool screen.
  case foolingImage(Int)
  case foolingMethod(FoolingMethod)
  /// A hint at the bottom of the screen that can be pressed.
  case button(KeyHelp.Command)
  /// An attack in their list, by its place.
  case attackRow(Int)
  /// Anywhere outside what lies over the screen.
  case outsideOverlay
}

/// What lies at a place; `nil` where there is nothing to press.
///
/// It asks the same layouts that `render` draws by.
func hitTarget(at point: Point, in state: AppState) -> HitTarget? {
  guard ScreenLayout.isLargeEnough(state.size), Rect(state.size).contains(point) else {
    return nil
  }
  if let button = button(at: point, in: state) { return button }
  switch state.overlay {
  case .help: return HelpOverlay.area(state).contains(point) ? nil : .outsideOverlay
  case .prompt: return PromptOverlay.area(state.size).contains(point) ? nil : .outsideOverlay
  case .attacks(let chooser):
    let overlay = AttackOverlay(chooser: chooser)
    if let place = overlay.place(at: point, on: state.size) { return .attackRow(place) }
    return AttackOverlay.area(state.size).contains(point) ? nil : .outsideOverlay
  case nil: break
  }
  for tab in Tabs.layout(in: ScreenLayout(state.size).header) where tab.area.contains(point) {
    return .tab(tab.screen)
  }
  return state.shown.target(at: point)
}

private func button(at point: Point, in state: AppState) -> HitTarget? {
  guard Footer.notice(state) == nil else { return nil }
  let look = Look(state.theme, state.capabilities)
  let hints = Footer.hints(state, look).layout(in: Footer.hintsArea(state, look))
  let hit = hints.first { $0.area.contains(point) && $0.hint.command.isButton }
  return hit.map { .button($0.hint.command) }
}
