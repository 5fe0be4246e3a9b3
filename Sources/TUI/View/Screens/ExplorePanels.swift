import Engine

/// The boxes about the explored image, which more than one screen shows.
struct ExplorePanels {
  let state: AppState

  private var explore: ExploreState { state.explore }
  private var exploration: Exploration? { explore.exploration }

  /// The number of the wanted image, with a sign while the one before is still shown.
  private func number(_ look: Look) -> String {
    let isLate = exploration.map { $0.index != explore.index } ?? true
    return Numbers.count(explore.index + 1) + (isLate ? " " + look.unknown : "")
  }

  func drawOriginal(in area: Rect, on buffer: inout Buffer, _ look: Look) {
    var frame = Frame(title: look.text("image \(number(look))", .strong, bold: true))
    if let exploration {
      frame.note = look.text("label \(exploration.label)", .label, bold: true)
      frame.footnote = look.reading(of: exploration.confidences, label: exploration.label)
    }
    if case .ready(_, let count) = state.data {
      frame.remark = look.text("of \(Numbers.count(count))", .dim)
    }
    frame.draw(in: area, on: &buffer, look)
    drawPicture(in: area, on: &buffer, look) { exploration, area, buffer in
      ImageWidget(pixels: exploration.ray.image.values, shape: exploration.shape)
        .draw(in: area, on: &buffer, look)
    }
  }

  func drawPerturbation(in area: Rect, on buffer: inout Buffer, _ look: Look) {
    let theme = look.theme
    let legend =
      StyledText("−", Style(theme.negative, on: theme.background, bold: true))
      + look.text(" ", .dim)
      + StyledText("+", Style(theme.positive, on: theme.background, bold: true))
    let isNarrow = area.width < look.perturbation.unicodeScalars.count + 11
    Frame(
      title: look.text(isNarrow ? look.perturbationShort : look.perturbation, .strong, bold: true),
      note: legend
    )
    .draw(in: area, on: &buffer, look)
    drawPicture(in: area, on: &buffer, look) { exploration, area, buffer in
      PerturbationWidget(gradient: exploration.gradient, shape: exploration.shape)
        .draw(in: area, on: &buffer, look)
    }
  }

  func drawAdversarial(
    in area: Rect, on buffer: inout Buffer, _ look: Look
  ) {
    var frame = Frame(title: look.text(look.adversarialImage, .strong, bold: true))
    if let confidences = explore.confidences, let exploration {
      frame.note = look.reading(of: confidences, label: exploration.label, isBold: true)
    }
    frame.footnote = look.text("\(look.epsilon) \(Numbers.epsilon(explore.epsilon))", .epsilon)
    // The reading goes where it has room; ε stands at the slider as well.
    if frame.title.width + frame.note.width + 8 > area.width { frame.footnote = frame.note }
    if explore.isClipped { frame.remark = look.text("clipped to 0…1", .dim) }
    frame.draw(in: area, on: &buffer, look)
    drawPicture(in: area, on: &buffer, look) { exploration, area, buffer in
      ImageWidget(pixels: exploration.ray.image(at: explore.epsilon), shape: exploration.shape)
        .draw(in: area, on: &buffer, look)
    }
  }

  /// Draws in the middle of a frame what is known, or that it is not known yet.
  private func drawPicture(
    in area: Rect, on buffer: inout Buffer, _ look: Look,
    draw: (Exploration, Rect, inout Buffer) -> Void
  ) {
    let inner = Frame.inner(area)
    guard let exploration else {
      buffer.writeUnknown(in: inner, look)
      return
    }
    let size = exploration.shape.fitted(into: Size(width: inner.width, height: inner.height))
    draw(exploration, inner.centred(size), &buffer)
  }

  func drawConfidences(
    in area: Rect, namesImage: Bool = false, on buffer: inout Buffer, _ look: Look
  ) {
    let inner = area.inset(area.width < 30 ? 1 : 2, 1)
    let title = namesImage ? "image \(number(look))" : "confidence"
    var frame = Frame(title: look.text(title, .strong, bold: true))
    if let exploration,
      let heading = ConfidenceBars.heading(
        in: inner, room: area.width - frame.title.width - 8,
        classes: exploration.confidences.count, look)
    {
      frame.note = heading
    }
    frame.draw(in: area, on: &buffer, look)
    guard let confidences = explore.confidences, let exploration else {
      buffer.writeUnknown(in: inner, look)
      return
    }
    ConfidenceBars(now: confidences, before: exploration.confidences, label: exploration.label)
      .draw(in: inner, on: &buffer, look)
  }
}

extension Buffer {
  /// Writes in the middle of an area that what belongs there is not known yet.
  mutating func writeUnknown(in area: Rect, _ look: Look) {
    write(
      look.text(look.unknown, .dim), centredIn: area, y: area.y + max(0, (area.height - 1) / 2))
  }
}
