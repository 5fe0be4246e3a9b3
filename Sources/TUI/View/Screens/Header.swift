/// The first row: the name, the tabs, and which model reads which images.
struct Header {
  let state: AppState

  func draw(in area: Rect, on buffer: inout Buffer, _ look: Look) {
    if Tabs.Spacing(area) != .nameless {
      buffer.write(look.text("POTEMKIN", .epsilon, bold: true), x: area.x + 1, y: area.y)
    }
    Tabs(current: state.screen).draw(in: area, on: &buffer, look)
    let tabsEnd = Tabs.layout(in: area).last?.area.right ?? 0
    let room = area.right - tabsEnd - 3
    guard let text = variants(look).first(where: { $0.width <= room }) else { return }
    buffer.write(text, endingAt: area.right - 1, y: area.y)
  }

  /// What stands on the right, from all there is to say to the least.
  private func variants(_ look: Look) -> [StyledText] {
    let separator = look.text(" · ", .frame)
    let images: StyledText =
      switch state.data {
      case nil: look.text("images \(look.unknown)", .dim)
      case .ready(let name, _): look.text(name, .dim)
      case .failed: look.text("no images", .wrong)
      }
    // Each of two models has its own name where it is shown.
    if state.screen == .compare { return [images] }
    guard let model = state.model else {
      return [.joined([images, look.text("model \(look.unknown)", .dim)], by: separator), images]
    }
    let name = look.text(model.architecture, .text)
    let origin = look.text(model.origin, .dim)
    let accuracy = look.text(
      model.accuracy.map(Numbers.accuracy) ?? look.unknown.padded(left: 6), .text, bold: true)
    return [
      .joined([images, name, origin, accuracy], by: separator),
      .joined([shortName(look), name, origin, accuracy], by: separator),
      .joined([images, name, accuracy], by: separator),
      .joined([shortName(look), name, accuracy], by: separator),
      .joined([images, accuracy], by: separator),
      .joined([shortName(look), accuracy], by: separator),
      .joined([name, accuracy], by: separator),
      accuracy,
      // As narrow as it goes.
      look.text(
        model.accuracy.map { Numbers.fixed($0 * 100, 0) + " %" } ?? look.unknown, .text, bold: true),
    ]
  }

  /// The name of the images without "test", which they always are.
  private func shortName(_ look: Look) -> StyledText {
    guard case .ready(let name, _) = state.data else { return StyledText() }
    return look.text(name.hasSuffix(" test") ? String(name.dropLast(5)) : name, .dim)
  }
}
