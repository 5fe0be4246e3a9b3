import Engine

/// One model of two: which it is, the attacked image, and what the model makes of it.
struct ComparePanel {
  let state: AppState
  let side: Comparison.Side

  private var model: ModelNews? { side == .first ? state.model : state.compare.reference }
  private var comparison: Comparison? { state.compare.comparison }
  private var epsilon: Float { state.explore.epsilon }

  func draw(_ layout: CompareLayout.Panel, on buffer: inout Buffer, _ look: Look) {
    let accuracy = model.map { $0.accuracy.map(Numbers.accuracy) ?? look.unknown }
    let note = look.text(accuracy ?? "", .text, bold: true)
    var frame = Frame(title: title(room: layout.area.width - note.width - 9, look), note: note)
    if side == .second, state.isComparedWithItself {
      frame.draw(in: layout.area, on: &buffer, look)
      drawAdvice(in: Frame.inner(layout.area), on: &buffer, look)
      return
    }
    guard let exploration = comparison?[side] else {
      frame.draw(in: layout.area, on: &buffer, look)
      buffer.writeUnknown(in: Frame.inner(layout.area), look)
      return
    }
    let confidences = exploration.ray.confidences(at: epsilon)
    frame.remark = look.minimalEpsilon(of: exploration)
    // Both have room in any frame, if not with all words.
    let isShort = frame.remark.width + 17 > layout.area.width
    frame.footnote = look.reading(
      of: confidences, label: exploration.label, isBold: true, isShort: isShort)
    frame.draw(in: layout.area, on: &buffer, look)
    ImageWidget(pixels: exploration.ray.image(at: epsilon), shape: exploration.shape)
      .draw(in: layout.picture, on: &buffer, look)
    if let area = layout.perturbation {
      PerturbationWidget(gradient: exploration.gradient, shape: exploration.shape)
        .draw(in: area, on: &buffer, look)
    }
    drawCaption(layout, on: &buffer, look)
    ConfidenceBars(
      now: confidences, before: exploration.confidences, label: exploration.label,
      namesBefore: false
    )
    .draw(in: layout.confidence, on: &buffer, look)
  }

  /// The letter, and what tells the model from the other, as far as there is room.
  private func title(room: Int, _ look: Look) -> StyledText {
    let letter = look.text("\(side.letter) ", .strong, bold: true)
    guard let model else { return letter + look.text(look.unknown, .dim) }
    let architecture = look.text(model.architecture, .text)
    let origin = look.text(model.origin, .dim)
    let training = model.adversarialEpsilon.map {
      look.text("adversarial \(look.epsilon) \(Numbers.plain(Double($0)))", .training)
    }
    let variants = [
      [architecture, origin] + [training].compactMap(\.self), [architecture, origin], [origin],
    ]
    let texts = variants.map { letter + .joined($0, by: look.text(" · ", .frame)) }
    return texts.first { $0.width <= room } ?? texts[2].truncated(to: room)
  }

  /// What the pictures are, and whose gradient they follow.
  private func drawCaption(
    _ layout: CompareLayout.Panel, on buffer: inout Buffer, _ look: Look
  ) {
    guard let area = layout.caption, let attack = comparison?.attack else { return }
    let source = attack.source(for: side).letter
    if let perturbation = layout.perturbation {
      let right = Rect(
        x: perturbation.x, y: area.y, width: perturbation.width, height: area.height)
      let left = Rect(
        x: layout.picture.x, y: area.y, width: layout.picture.width, height: area.height)
      buffer.write(look.text(look.adversarialImage, .dim), centredIn: left, y: area.y)
      buffer.write(
        look.text("\(look.perturbation) of \(source)", .dim), centredIn: right, y: area.y)
      return
    }
    buffer.write(look.text("\(source)'s gradient", .dim), centredIn: area, y: area.y)
    if state.explore.isClipped {
      buffer.write(look.text("clipped to 0…1", .dim), centredIn: area, y: area.y + 1)
    }
  }

  /// What can be done where there is nothing to compare with.
  private func drawAdvice(in area: Rect, on buffer: inout Buffer, _ look: Look) {
    func key(_ name: String, _ meaning: String) -> StyledText {
      look.text(name.padded(right: 7), .pressable, bold: true) + look.text(meaning)
    }
    let lines = [
      look.text("B is the same model as A.", .strong), StyledText(),
      key("Space", "trains A, and B stays"), key("o", "opens a file as B"),
      key("b", "keeps A as B, later on"),
    ]
    let width = lines.map(\.width).max() ?? 0
    let box = area.centred(Size(width: width, height: lines.count))
    for (index, line) in lines.enumerated() where index < box.height {
      buffer.write(line, x: box.x, y: box.y + index, limit: box.width)
    }
  }
}
