import Engine

/// What a training run is doing, how far it is and how long it will still take.
struct RunPanel {
  let progress: TrainingProgress?

  func draw(in area: Rect, on buffer: inout Buffer, _ look: Look) {
    var frame = Frame(title: look.text("run", .strong, bold: true))
    let isLow = area.height < 5
    if let progress, isLow { frame.note = recipe(progress, room: area.width - 34, look) }
    frame.draw(in: area, on: &buffer, look)
    let inner = area.inset(2, 1)
    guard let progress else {
      let words = "not started: Space starts a run with the settings below"
      buffer.write(look.text(words, .dim), x: inner.x, y: inner.y, limit: inner.width)
      return
    }
    let parts = TrainingFigures(progress, look)
    if case .failed(let reason) = progress.phase {
      drawFailure(reason, parts, in: inner, on: &buffer, look)
      return
    }
    var row = inner.y
    if !isLow {
      let end = buffer.write(parts.phase, x: inner.x, y: row, limit: inner.width)
      let room = inner.right - end - 2
      buffer.write(recipe(progress, room: room, look), endingAt: inner.right, y: row, limit: room)
      row += 1
    }
    var bar = Rect(x: inner.x, y: row, width: inner.width, height: 1)
    if isLow {
      let start = buffer.write(parts.phase, x: bar.x, y: row) + 2
      bar = Rect(x: start, y: row, width: inner.right - start, height: 1)
    }
    drawProgress(progress.fraction, parts.timeLeft, in: bar, on: &buffer, look)
    row += 1
    guard row < inner.bottom else { return }
    buffer.write(figures(parts, room: inner.width), x: inner.x, y: row, limit: inner.width)
  }

  private func drawFailure(
    _ reason: String, _ parts: TrainingFigures, in inner: Rect, on buffer: inout Buffer,
    _ look: Look
  ) {
    buffer.write(parts.phase, x: inner.x, y: inner.y, limit: inner.width)
    for (index, line) in reason.wrapped(to: inner.width).prefix(inner.height - 1).enumerated() {
      buffer.write(look.text(line), x: inner.x, y: inner.y + 1 + index, limit: inner.width)
    }
  }

  private func drawProgress(
    _ fraction: Double, _ left: StyledText, in area: Rect, on buffer: inout Buffer, _ look: Look
  ) {
    let percent = look.text(Numbers.percent(fraction), .strong, bold: true)
    // The time left keeps its place when the run ends, so that the bar does not jump.
    let text = percent + look.text("  ") + left
    let width = max(text.width, 18)
    ProgressBar(fraction: fraction)
      .draw(
        in: Rect(x: area.x, y: area.y, width: area.width - width - 1, height: 1), on: &buffer, look)
    buffer.write(text, x: area.right - width, y: area.y, limit: width)
  }

  private func figures(_ parts: TrainingFigures, room: Int) -> StyledText {
    let choices = [
      [parts.epoch, parts.loss, parts.accuracy, parts.test, parts.rate, parts.elapsed],
      [parts.epoch, parts.loss, parts.accuracy, parts.test, parts.rate],
      [parts.epoch, parts.loss, parts.test, parts.rate],
      [parts.epoch, parts.test, parts.rate],
    ].map { parts.joined($0, leads: false) }
    return choices.first { $0.width <= room } ?? parts.epoch
  }

  /// What is being trained on what, as much of it as there is room for.
  private func recipe(_ progress: TrainingProgress, room: Int, _ look: Look) -> StyledText {
    let settings = progress.settings
    let architecture = settings.architecture
    let parts =
      [progress.dataset ?? look.unknown, architecture.name]
      + (architecture.activation.map { [$0.name] } ?? [])
      + (settings.adversarial.map { [look.spelled("adversarial ε \($0.epsilon)")] } ?? [])
      + ["batch \(settings.batch)", "rate \(settings.learningRate)", "seed \(settings.seed)"]
    for count in stride(from: parts.count, to: 0, by: -1) {
      let text = StyledText.joined(
        parts.prefix(count).map { look.text($0, .dim) }, by: look.text(" · ", .frame))
      if text.width <= room { return text }
    }
    return StyledText()
  }
}
