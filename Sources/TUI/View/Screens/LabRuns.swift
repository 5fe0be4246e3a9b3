import Engine

/// What the attacks are doing, a row each.
struct LabRuns {
  let state: AppState

  private var lab: LabState { state.lab }

  func draw(in area: Rect, on buffer: inout Buffer, _ look: Look) {
    var frame = Frame(title: look.text(title(look), .strong, bold: true))
    frame.note = rules(look)
    frame.remark = staleness(room: area.width - 4, look)
    let pace = look.text(lab.pace.words(of: "steps"), .dim)
    // What matters more has its place first.
    if frame.remark.width + pace.width + 8 <= area.width { frame.footnote = pace }
    frame.draw(in: area, on: &buffer, look)
    let inner = area.inset(2, 1)
    for (row, slot) in lab.slots.enumerated() where row < inner.height {
      buffer.write(
        line(slot, room: inner.width, look), x: inner.x, y: inner.y + row, limit: inner.width)
    }
    if lab.slots.count < 2, inner.height > 1 {
      let words = look.text("b", .pressable, bold: true) + look.text(" a second attack", .dim)
      buffer.write(words, x: inner.x, y: inner.y + 1, limit: inner.width)
    }
  }

  private func title(_ look: Look) -> String {
    let image = lab.shown?.trace.index ?? state.explore.index
    return "image \(Numbers.count(image + 1))"
  }

  /// That what is shown belongs to something else by now; an attack at work goes on all the same where
  /// that is the model alone.
  private func staleness(room: Int, _ look: Look) -> StyledText {
    guard !lab.traces.isEmpty else { return StyledText() }
    let isFromBefore = lab.traces.values.contains { state.isFromBefore($0.model) }
    guard state.isLabStale || isFromBefore else { return StyledText() }
    let words = state.isLabStale ? "of what was chosen before" : "of the model from before"
    let brief = look.text(words, .strong, bold: true)
    guard state.isLabStale || !lab.isActive else { return brief }
    let whole = look.anew(words, key: "Space")
    return whole.width <= room ? whole : brief
  }

  private func rules(_ look: Look) -> StyledText {
    let label = lab.shown?.trace.label ?? state.explore.exploration?.label
    let rule = look.text(state.explore.isClipped ? "clipped to 0…1" : "not clipped", .dim)
    guard let label else { return rule }
    return rule + look.text("  label \(label)", .label, bold: true)
  }

  /// As much of what there is to say as there is room for, the most important first.
  private func line(_ slot: AttackSlot, room: Int, _ look: Look) -> StyledText {
    let letter =
      lab.slots.count > 1 ? look.text("\(slot.letter) ", .strong, bold: true) : StyledText()
    let width = lab.slots.map { shownName($0).count }.max() ?? 0
    let name = letter + look.text(shownName(slot).padded(right: width), .text, bold: true)
    guard let trace = lab.traces[slot] else {
      return name + look.text("  Space starts, n takes one step", .dim)
    }
    let dot = look.text(" · ", .frame)
    let parts = [
      phase(trace, look),
      look.text("step ", .dim) + look.text(Numbers.count(trace.steps).padded(left: 3)),
      distance(trace, look),
      look.text("queries ", .dim) + look.text(Numbers.count(trace.queries)),
      loss(trace, look),
    ]
    for count in stride(from: parts.count, to: 1, by: -1) {
      let text = name + look.text("  ") + .joined(Array(parts.prefix(count)), by: dot)
      if text.width <= room { return text }
    }
    return name + look.text("  ") + parts[0]
  }

  /// The attack whose result is shown, which need not be the one that is chosen by now.
  private func shownName(_ slot: AttackSlot) -> String {
    lab.traces[slot]?.choice.name ?? lab.choices[slot]?.name ?? ""
  }

  private func distance(_ trace: AttackTrace, _ look: Look) -> StyledText {
    let norm = trace.choice.norm
    let distance = trace.points.last?.distance ?? 0
    return look.text(look.spelled(norms: norm.symbol) + " ", .dim)
      + look.text(norm.text(distance), .epsilon)
  }

  private func loss(_ trace: AttackTrace, _ look: Look) -> StyledText {
    guard let loss = trace.points.last?.loss else { return look.text("loss \(look.unknown)", .dim) }
    return look.text("loss ", .dim) + look.text(Numbers.loss(loss))
  }

  /// What it is doing, or what came of it.
  private func phase(_ trace: AttackTrace, _ look: Look) -> StyledText {
    let kind = trace.error.map { look.text(" \($0.rawValue)", .wrong) } ?? StyledText()
    let reads = trace.best.map { "reads \($0.reading) \(look.wrongMark)" }
    let found = reads.map { look.text($0, .wrong, bold: true) + kind }
    switch trace.phase {
    case .running:
      let mark = look.text(look.unicode ? "● " : "* ", .pressable)
      return mark + (found ?? look.text("searching", .text))
    case .paused:
      let mark = look.text(look.unicode ? "○ " : "o ", .pressable)
      return mark + look.text("paused", .text) + (found.map { look.text(" ") + $0 } ?? StyledText())
    case .finished(let outcome):
      switch outcome {
      case .fallen: return found ?? StyledText()
      case .withstood: return look.text("\(look.rightMark) withstood", .label, bold: true)
      case .misreadAsItIs:
        return look.text("\(look.wrongMark) misread as it is", .wrong, bold: true)
      case .leftOut: return look.text("its label is the target", .dim)
      case .unfinished: return look.text("stopped", .dim)
      }
    case .cancelled:
      return look.text(look.unicode ? "■ stopped" : "stopped", .dim)
        + (found.map { look.text(" ") + $0 } ?? StyledText())
    case .failed(let reason): return look.text(reason, .wrong)
    }
  }
}

extension Pace {
  /// How fast, in words.
  func words(of steps: String) -> String {
    stepsPerSecond.map { "\($0) \(steps) a second" } ?? "full speed"
  }
}

extension Look {
  /// What something belongs to that was made before, and the key that makes it anew.
  func anew(_ words: String, key: String) -> StyledText {
    text(words, .strong, bold: true) + text(" · ", .frame)
      + text(key, .pressable, bold: true) + text(" anew", .dim)
  }

  /// What a measurement of many images belongs to, where that is not what is on show, or how much of
  /// it is done; `nil` where it has ended, and belongs to what is on show.
  func progress(
    _ fraction: Double?, of images: Int, isStale: Bool, isFromBefore: Bool, key: String
  ) -> StyledText? {
    if isStale { return anew("from before", key: key) }
    let before = "model from before"
    guard let fraction else { return isFromBefore ? anew(before, key: key) : nil }
    return text(Numbers.percent(fraction), .strong, bold: true)
      + (isFromBefore
        ? text(" · ", .frame) + text(before, .strong, bold: true)
        : text(" of \(Numbers.count(images)) images", .dim))
  }
}
