/// Draws the whole screen.
///
/// - Returns: A buffer of `state.size`.
func render(_ state: AppState) -> Buffer {
  let look = Look(state.theme, state.capabilities)
  var buffer = Buffer(state.size, filledWith: look.style(.text))
  guard ScreenLayout.isLargeEnough(state.size) else {
    TooSmall().draw(on: &buffer, look)
    return buffer
  }
  Header(state: state).draw(in: ScreenLayout(state.size).header, on: &buffer, look)
  state.shown.draw(on: &buffer, look)
  Footer(state: state).draw(on: &buffer, look)
  switch state.overlay {
  case .help:
    HelpOverlay(screen: state.screen)
      .draw(in: HelpOverlay.area(state), size: state.size, on: &buffer, look)
  case .prompt(let prompt):
    PromptOverlay(state: state, prompt: prompt)
      .draw(in: PromptOverlay.area(state.size), on: &buffer, look)
  case .attacks(let chooser):
    AttackOverlay(chooser: chooser)
      .draw(in: AttackOverlay.area(state.size), on: &buffer, look)
  case nil: break
  }
  return buffer
}
