import Engine

/// The last row: how training is going on the left; keys, or a notice, on the right.
struct Footer {
  let state: AppState

  /// Where the hints may stand, the status of training having its place.
  static func hintsArea(_ state: AppState, _ look: Look) -> Rect {
    Footer(state: state).layout(look).right
  }

  static func hints(_ state: AppState, _ look: Look) -> KeyHints {
    KeyHints(
      hints: state.hints.map {
        KeyHint($0.command, look.spelled($0.meaning), keys: $0.keys)
      })
  }

  /// What stands in the place of the hints, if anything.
  static func notice(_ state: AppState) -> Notice? {
    if let notice = state.notice { return notice }
    guard state.overlay == nil else { return nil }
    return state.shown.error.map { Notice($0, isError: true) }
  }

  private var notice: Notice? { Self.notice(state) }

  func draw(on buffer: inout Buffer, _ look: Look) {
    let (status, right) = layout(look)
    let y = right.y
    var column = 1
    if let bar = status.bar {
      column = buffer.write(look.text("training ", .dim), x: column, y: y)
      ProgressBar(fraction: bar.fraction)
        .draw(in: Rect(x: column, y: y, width: bar.width, height: 1), on: &buffer, look)
      column += bar.width + 1
    }
    buffer.write(status.text, x: column, y: y, limit: state.size.width - column - 1)
    if let notice {
      draw(notice, in: right, on: &buffer, look)
    } else {
      Self.hints(state, look).draw(in: right, on: &buffer, look)
    }
  }

  /// Draws a notice in its place or, where that is too short, in a box over the bottom of the
  /// screen: a sentence that tells what to do says so at its end.
  private func draw(_ notice: Notice, in area: Rect, on buffer: inout Buffer, _ look: Look) {
    let sentence = notice.isError ? "\(look.wrongMark) \(notice.text)" : notice.text
    func styled(_ text: String) -> StyledText {
      look.text(text, notice.isError ? .wrong : .strong, bold: notice.isError)
    }
    guard sentence.unicodeScalars.count > area.width else {
      buffer.write(styled(sentence), endingAt: area.right, y: area.y, limit: area.width)
      return
    }
    let lines = sentence.wrapped(to: state.size.width - 4)
    let height = min(lines.count + 2, state.size.height - 1)
    let box = Rect(x: 0, y: area.bottom - height, width: state.size.width, height: height)
    buffer.fill(box, look.style(.text))
    Frame(title: StyledText()).draw(in: box, on: &buffer, look)
    for (index, line) in lines.prefix(height - 2).enumerated() {
      buffer.write(styled(line), x: 2, y: box.y + 1 + index)
    }
  }

  // MARK: Training

  /// What the left side says.
  private struct Status {
    var bar: (fraction: Double, width: Int)?
    var text = StyledText()

    /// How many columns it takes, with the blank on its left.
    var width: Int { 1 + (bar.map { 9 + $0.width + 1 } ?? 0) + text.width }
  }

  /// The richest status that leaves the right side what it needs, and that side.
  private func layout(_ look: Look) -> (status: Status, right: Rect) {
    let row = ScreenLayout(state.size).footer
    let share = state.screen.kind.prefersHints ? row.width * 2 / 3 : row.width / 3
    let needed =
      notice.map { min($0.text.unicodeScalars.count + 2, row.width - 2) }
      ?? min(share, Self.hints(state, look).hints.reduce(0) { $0 + $1.width + KeyHints.gap })
    // On the Train screen the rest is said above; here the keys matter more.
    let choices =
      state.screen == .train
      ? [Status(text: state.train.progress.map { TrainingFigures($0, look).phase } ?? StyledText())]
      : statuses(look)
    let status = choices.first { $0.width + 3 + needed <= row.width - 1 } ?? Status()
    let start = row.x + (status.width > 1 ? status.width + 3 : 1)
    return (
      status,
      Rect(x: start, y: row.y, width: row.right - 1 - start, height: row.height)
    )
  }

  private func statuses(_ look: Look) -> [Status] {
    guard let progress = state.train.progress else {
      return [Status(text: look.text("not training", .dim))]
    }
    let parts = TrainingFigures(progress, look)
    let short = Status(text: parts.phase)
    guard progress.phase.isActive else {
      return [
        Status(text: parts.phase + parts.joined([parts.epoch, parts.test], leads: true)),
        Status(text: parts.phase + parts.joined([parts.test], leads: true)), short,
      ]
    }
    let isPaused = progress.phase == .paused
    let figures: [[StyledText]] = [
      [parts.epoch, parts.loss, parts.accuracy, parts.rate],
      [parts.epoch, parts.accuracy, parts.rate],
      [parts.epoch, parts.accuracy],
      [parts.epoch],
    ]
    return figures.enumerated().map { index, figures in
      let all = isPaused ? [look.text("paused", .training, bold: true)] + figures : figures
      return Status(
        bar: (progress.fraction, index == 0 ? 14 : index < 3 ? 10 : 6),
        text: parts.joined(all, leads: false))
    } + [Status(text: parts.epoch), Status()]
  }
}
