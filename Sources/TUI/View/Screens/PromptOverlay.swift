/// A question with a line to type in, over the screen.
struct PromptOverlay {
  let state: AppState
  let prompt: Prompt

  /// Where the box lies.
  static func area(_ size: Size) -> Rect {
    Dialog.area(content: Size(width: 48, height: 4), on: size)
  }

  func draw(in area: Rect, on buffer: inout Buffer, _ look: Look) {
    Dialog(title: title, footnote: look.text("Enter \(verb) · Esc leaves", .dim))
      .draw(in: area, on: &buffer, look)
    let inner = area.inset(min(3, max(1, area.width / 8)), area.height >= 8 ? 2 : 1)
    buffer.write(
      look.text(look.spelled(question), .text), x: inner.x, y: inner.y, limit: inner.width)
    TextField(text: prompt.text, isSelected: state.isTextSelected)
      .draw(
        in: Rect(x: inner.x, y: inner.y + 1, width: inner.width, height: min(1, inner.height - 1)),
        on: &buffer, look)
    guard let error = prompt.error else { return }
    let lines = look.spelled("\(look.wrongMark) \(error)").wrapped(to: inner.width)
    for (index, line) in lines.prefix(max(0, inner.height - 2)).enumerated() {
      buffer.write(look.text(line, .wrong, bold: true), x: inner.x, y: inner.y + 2 + index)
    }
  }

  private var title: String {
    switch prompt.purpose {
    case .goToImage: "go to image"
    case .saveModel: "save the model"
    case .savePicture: "save the picture"
    case .filter: "filter the images"
    case .loadReference: "compare with"
    }
  }

  private var verb: String {
    switch prompt.purpose {
    case .goToImage: "goes there"
    case .saveModel, .savePicture: "saves"
    case .filter: "filters"
    case .loadReference: "opens"
    }
  }

  private var question: String {
    switch (prompt.purpose, state.data) {
    case (.goToImage, .ready(_, let count)) where count > 0:
      "number, from 1 to \(Numbers.count(count))"
    case (.goToImage, _): "number"
    case (.saveModel, _), (.loadReference, _): "file, such as model.safetensors"
    case (.savePicture, _): "file, such as picture.pgm"
    case (.filter, _): "digit, misread, ε as 0.01-0.05; nothing for all"
    }
  }
}
