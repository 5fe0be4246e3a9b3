import Engine

/// The image as the attack has it, what it has changed, and how it is read.
struct LabPictures {
  let state: AppState

  private var shown: (slot: AttackSlot, trace: AttackTrace)? { state.lab.shown }
  private var exploration: Exploration? { state.explore.exploration }

  private var shape: ImageShape { shown?.trace.shape ?? exploration?.shape ?? .mnist }

  func drawImage(in area: Rect, on buffer: inout Buffer, _ look: Look) {
    let letter = state.lab.slots.count > 1 ? shown.map { " \($0.slot.letter)" } ?? "" : ""
    var frame = Frame(title: look.text("image\(letter)", .strong, bold: true))
    if let (confidences, label) = reading {
      frame.note = look.reading(
        of: confidences, label: label, isBold: true, isShort: area.width < 22)
    }
    if let trace = shown?.trace {
      let norm = trace.choice.norm
      frame.footnote = look.text(
        "\(look.spelled(norms: norm.symbol)) \(norm.text(norm(trace.perturbation)))", .epsilon)
    }
    frame.draw(in: area, on: &buffer, look)
    let inner = Frame.inner(area)
    guard let pixels = shown?.trace.image ?? exploration?.ray.image.values else {
      buffer.writeUnknown(in: inner, look)
      return
    }
    ImageWidget(pixels: pixels, shape: shape).draw(in: place(inner), on: &buffer, look)
  }

  func drawPerturbation(in area: Rect, on buffer: inout Buffer, _ look: Look) {
    let theme = look.theme
    var frame = Frame(
      title: look.text(area.width < 18 ? "change" : "perturbation", .strong, bold: true))
    frame.note =
      StyledText("−", Style(theme.negative, on: theme.background, bold: true))
      + look.text(" ", .dim)
      + StyledText("+", Style(theme.positive, on: theme.background, bold: true))
    if let trace = shown?.trace {
      frame.footnote = look.text(
        "\(Numbers.count(Int(Norm.l0(trace.perturbation)))) pixels", .dim)
    }
    frame.draw(in: area, on: &buffer, look)
    let inner = Frame.inner(area)
    guard let trace = shown?.trace else {
      buffer.write(
        look.text("no attack yet", .dim), centredIn: inner, y: inner.y + inner.height / 2)
      return
    }
    PerturbationWidget(gradient: trace.perturbation, shape: shape)
      .draw(in: place(inner), on: &buffer, look)
  }

  func drawConfidences(in area: Rect, on buffer: inout Buffer, _ look: Look) {
    let inner = area.inset(area.width < 30 ? 1 : 2, 1)
    var frame = Frame(title: look.text("confidence", .strong, bold: true))
    if let count = reading?.confidences.count,
      let heading = ConfidenceBars.heading(
        in: inner, room: area.width - frame.title.width - 8, classes: count, look)
    {
      frame.note = heading
    }
    frame.draw(in: area, on: &buffer, look)
    guard let (confidences, label) = reading else {
      buffer.writeUnknown(in: inner, look)
      return
    }
    // Too narrow for two columns, it shows the classes that matter, a row each.
    let isShort = inner.height < confidences.count && inner.width < 24
    let rows = isShort ? min(inner.height, (confidences.count - 1) / 2) : inner.height
    ConfidenceBars(
      now: confidences, before: shown?.trace.before ?? exploration?.confidences ?? confidences,
      label: label
    )
    .draw(in: inner.centred(Size(width: inner.width, height: rows)), on: &buffer, look)
  }

  /// How what is shown is read, and its label.
  private var reading: (confidences: [Float], label: Int)? {
    if let trace = shown?.trace { return (trace.confidences, trace.label) }
    return exploration.map { ($0.confidences, $0.label) }
  }

  private func place(_ inner: Rect) -> Rect {
    inner.centred(shape.fitted(into: Size(width: inner.width, height: inner.height)))
  }
}
