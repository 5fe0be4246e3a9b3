/// A box over the middle of the screen.
struct Dialog {
  var title: String
  var footnote = StyledText()

  /// Where a box around so much content lies on a screen.
  static func area(content: Size, on screen: Size) -> Rect {
    Rect(screen).centred(
      Size(
        width: min(content.width + 6, screen.width), height: min(content.height + 4, screen.height))
    )
  }

  func draw(in area: Rect, on buffer: inout Buffer, _ look: Look) {
    buffer.fill(area, look.style(.text))
    Frame(title: look.text(title, .strong, bold: true), footnote: footnote)
      .draw(in: area, on: &buffer, look)
  }
}
