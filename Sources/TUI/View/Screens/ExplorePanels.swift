import Engine

/// The boxes about the explored image, which more than one screen shows.
struct ExplorePanels {
  let state: AppState
  /// The image under attack.
  private let shown: ShownAttack?

  init(state: AppState) {
    self.state = state
    shown = state.shownAttack
  }

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
    drawPicture(in: area, on: &buffer, look) { exploration, _, area, buffer in
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
    let ray = isNarrow ? look.perturbationShort : look.perturbation
    var frame = Frame(
      title: look.text(state.shownChoice == nil ? ray : look.change, .strong, bold: true),
      note: legend)
    if let choice = state.shownChoice, let shown {
      frame.footnote = look.text(
        "\(look.spelled(norms: choice.norm.symbol)) \(choice.norm.text(choice.norm(shown.change)))",
        .epsilon)
    }
    frame.draw(in: area, on: &buffer, look)
    drawPicture(in: area, on: &buffer, look) { exploration, shown, area, buffer in
      PerturbationWidget(gradient: shown.change, shape: exploration.shape).draw(
        in: area, on: &buffer, look)
    }
  }

  func drawAdversarial(
    in area: Rect, on buffer: inout Buffer, _ look: Look
  ) {
    var frame = Frame(title: look.text(look.adversarialImage, .strong, bold: true))
    // The sign that another ε is wanted has its place even where it is not shown.
    var titleWidth = frame.title.width
    if let choice = state.shownChoice {
      let name = "\(look.attackedImage) · \(choice.name)"
      let isLate = shown?.isLate ?? false
      frame.title = look.text(isLate ? "\(name) \(look.unknown)" : name, .strong, bold: true)
      titleWidth = name.unicodeScalars.count + 1 + look.unknown.unicodeScalars.count
    }
    if let shown, let exploration {
      frame.note = look.reading(of: shown.confidences, label: exploration.label, isBold: true)
    }
    let epsilon = shown?.epsilon ?? explore[state.slidNorm].epsilon
    frame.footnote = look.text("\(look.epsilon) \(state.slidNorm.text(epsilon))", .epsilon)
    // The reading goes where it has room; ε stands at the slider as well, unless the picture is of
    // another one.
    if titleWidth + frame.note.width + 8 > area.width {
      if state.shownChoice != nil { frame.remark = frame.footnote }
      frame.footnote = frame.note
    }
    if explore.isClipped { frame.remark = look.text("clipped to 0…1", .dim) }
    frame.draw(in: area, on: &buffer, look)
    drawPicture(in: area, on: &buffer, look) { exploration, shown, area, buffer in
      ImageWidget(pixels: shown.image, shape: exploration.shape).draw(in: area, on: &buffer, look)
    }
  }

  /// Draws in the middle of a frame what is known, or that it is not known yet.
  private func drawPicture(
    in area: Rect, on buffer: inout Buffer, _ look: Look,
    draw: (Exploration, ShownAttack, Rect, inout Buffer) -> Void
  ) {
    let inner = Frame.inner(area)
    guard let exploration, let shown else {
      buffer.writeUnknown(in: inner, look)
      return
    }
    let size = exploration.shape.fitted(into: Size(width: inner.width, height: inner.height))
    draw(exploration, shown, inner.centred(size), &buffer)
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
    guard let shown, let exploration else {
      buffer.writeUnknown(in: inner, look)
      return
    }
    ConfidenceBars(
      now: shown.confidences, before: exploration.confidences, label: exploration.label
    )
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
