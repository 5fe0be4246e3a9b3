import Engine

/// What the making of images is doing, and by which method.
struct FoolStatus {
  let state: AppState

  private var fool: FoolState { state.fool }

  /// Where each method can be chosen.
  static func methods(in area: Rect) -> [(method: FoolingMethod, area: Rect)] {
    let inner = area.inset(2, 1)
    var column = inner.x + 2
    return FoolingMethod.allCases.map { method in
      defer { column += method.rawValue.count + 2 }
      return (
        method, Rect(x: column, y: inner.y + 1, width: method.rawValue.count + 2, height: 1)
      )
    }
  }

  func draw(in area: Rect, on buffer: inout Buffer, _ look: Look) {
    var frame = Frame(title: look.text("fooling images", .strong, bold: true))
    // Of what is shown, which need not be what is chosen by now.
    let (method, seed) =
      fool.progress.map { ($0.method, $0.seed) } ?? (fool.method, fool.seed)
    let next = seed == fool.seed ? "" : ", next \(fool.seed)"
    frame.note = look.text("\(method.rawValue) · seed \(seed)\(next)", .dim)
    frame.remark = staleness(look)
    let pace = look.text(fool.pace.words(of: "rounds"), .dim)
    // What matters more has its place first.
    if frame.remark.width + pace.width + 8 <= area.width { frame.footnote = pace }
    frame.draw(in: area, on: &buffer, look)
    let inner = area.inset(2, 1)
    buffer.write(line(room: inner.width, look), x: inner.x, y: inner.y, limit: inner.width)
    drawMethods(in: area, on: &buffer, look)
  }

  /// That what is shown belongs to something else by now.
  private func staleness(_ look: Look) -> StyledText {
    if state.isFoolingStale { return look.anew("of what was chosen before", key: "Space") }
    guard let progress = fool.progress, state.isFromBefore(progress.model) else {
      return StyledText()
    }
    let words = "of the model from before"
    return fool.isActive ? look.text(words, .strong, bold: true) : look.anew(words, key: "Space")
  }

  private func drawMethods(in area: Rect, on buffer: inout Buffer, _ look: Look) {
    let methods = Self.methods(in: area)
    guard let first = methods.first, let last = methods.last else { return }
    buffer.write(look.text("m", .pressable, bold: true), x: first.area.x - 2, y: first.area.y)
    for (method, place) in methods {
      let isChosen = method == fool.method
      // Without colours there is no background to tell the chosen one by.
      let (open, close) = isChosen && !look.hasColors ? ("[", "]") : (" ", " ")
      buffer.write(
        "\(open)\(method.rawValue)\(close)", x: place.x, y: place.y,
        isChosen ? look.theme.inverse(.pressable) : look.style(.dim))
    }
    let start = last.area.right + 2
    let room = area.inset(2, 1).right - start
    let words = look.text(fool.method.words, .dim)
    if words.width <= room { buffer.write(words, x: start, y: last.area.y) }
  }

  /// As much of what there is to say as there is room for, the most important first.
  private func line(room: Int, _ look: Look) -> StyledText {
    guard let progress = fool.progress else {
      guard state.model != nil else { return look.text("model \(look.unknown)", .dim) }
      let space = look.text("Space", .pressable, bold: true)
      let rest = [
        " makes an image of nothing for each class, until the model is sure of it",
        " makes an image of nothing for each class", " starts",
      ].map { space + look.text($0, .dim) }
      return rest.first { $0.width <= room } ?? space
    }
    if case .failed(let reason) = progress.phase { return look.text(reason, .wrong) }
    let sure = Numbers.percent(Double(progress.confidence)).filter { $0 != " " }
    let count = "\(progress.successes) of \(progress.targets.count)"
    let parts = [
      phase(progress, look),
      look.text(count, progress.successes > 0 ? .wrong : .text, bold: progress.successes > 0)
        + look.text(" at ≥ \(sure.dropLast()) %", .dim),
      look.text("round ", .dim) + look.text(Numbers.count(progress.round).padded(left: 3)),
      look.text("queries ", .dim) + look.text(Numbers.count(progress.queries)),
    ]
    for count in stride(from: parts.count, to: 1, by: -1) {
      let text = StyledText.joined(Array(parts.prefix(count)), by: look.text(" · ", .frame))
      if text.width <= room { return text }
    }
    return parts[0]
  }

  private func phase(_ progress: FoolingProgress, _ look: Look) -> StyledText {
    switch progress.phase {
    case .running:
      look.text(look.unicode ? "● " : "* ", .pressable) + look.text("running", .text)
    case .paused: look.text(look.unicode ? "○ " : "o ", .pressable) + look.text("paused", .text)
    case .finished: look.text("done", .strong, bold: true)
    case .cancelled: look.text(look.unicode ? "■ stopped" : "stopped", .dim)
    case .failed(let reason): look.text(reason, .wrong)
    }
  }
}
