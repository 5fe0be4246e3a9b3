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
  switch state.screen {
  case .explore: return exploreTarget(at: point, in: state)
  case .train:
    let fields = Form.layout(in: TrainScreen.layout(state).fields)
    return fields.first { $0.area.contains(point) }.map { .formField($0.field) }
  case .analyse: return analyseTarget(at: point, in: state)
  case .lab:
    if let target = FilterStrip.target(at: point, in: state) { return target }
    let fields = LabForm.layout(state.lab, in: LabScreen.layout(state).fields)
    return fields.first { $0.area.contains(point) }.map { .attackField($0.field) }
  case .compare:
    return FilterStrip.target(at: point, in: state)
      ?? CompareScreen.layout(state).curve.target(at: point)
  }
}

private func button(at point: Point, in state: AppState) -> HitTarget? {
  guard Footer.notice(state) == nil else { return nil }
  let look = Look(state.theme, state.capabilities)
  let hints = Footer.hints(state, look).layout(in: Footer.hintsArea(state, look))
  let hit = hints.first { $0.area.contains(point) && $0.hint.command.isButton }
  return hit.map { .button($0.hint.command) }
}

private func exploreTarget(at point: Point, in state: AppState) -> HitTarget? {
  if case .failed = state.data { return nil }
  let layout = ExploreScreen.layout(state)
  if let target = FilterStrip.target(at: point, in: state) { return target }
  if let target = layout.curve.target(at: point) { return target }
  let pictures = layout.pictures
  let images = [pictures.original, pictures.perturbation, pictures.adversarial].compactMap(\.self)
  return images.contains { $0.contains(point) } ? .image : nil
}

private func analyseTarget(at point: Point, in state: AppState) -> HitTarget? {
  let layout = AnalyseScreen.layout(state)
  if state.analyse.view == .linearGrowth { return nil }
  if state.analyse.view == .gallery {
    let tiles = Gallery(state.analyse, layout).tiles
    return tiles.first { $0.area.contains(point) }.map { .galleryImage($0.image) }
  }
  let list = layout.listRows
  guard list.contains(point) else { return nil }
  let top = ImageList.top(state.analyse, rows: list.height)
  let place = top + point.y - list.y
  return state.analyse.list.indices.contains(place) ? .listRow(place, top: top) : nil
}
