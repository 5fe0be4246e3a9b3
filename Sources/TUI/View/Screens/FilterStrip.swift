/// Which images are stepped through, how many they are, and how to step through all again.
struct FilterStrip {
  let state: AppState

  /// Its row below the tabs, empty while no filter is on, and what is left of a screen's body.
  static func split(_ state: AppState) -> (strip: Rect, rest: Rect) {
    let (strip, rest) = ScreenLayout(state.size).body
      .split(top: state.analyse.filter.isOn ? 1 : 0)
    return (strip, rest)
  }

  /// What can be pressed at a place of a screen.
  static func target(at point: Point, in state: AppState) -> HitTarget? {
    let hit = keys(in: split(state).strip).first { $0.area.contains(point) }
    return hit.map { .button($0.hint.command) }
  }

  private static let keys = KeyHints(
    hints: [KeyHint(.filter, "change"), KeyHint(.leave, "all")])

  /// What can be done about the filter, and where that stands.
  private static func keys(in area: Rect) -> [(hint: KeyHint, area: Rect)] {
    keys.layout(in: area.inset(1, 0))
  }

  func draw(on buffer: inout Buffer, _ look: Look) {
    let area = Self.split(state).strip
    guard !area.isEmpty else { return }
    let row = area.inset(1, 0)
    Self.keys.draw(in: row, on: &buffer, look)
    let room = (Self.keys(in: area).first?.area.x ?? row.right) - row.x - 2
    let dot = look.text(" · ", .frame)
    let name = look.text("filter ", .dim)
    func text(_ name: StyledText, _ count: StyledText) -> StyledText {
      let left = room - name.width - count.width - dot.width
      return name + state.analyse.filter.words(room: left, look) + dot + count
    }
    let counts = counts(look)
    let choices = counts.map { text(name, $0) } + counts.map { text(StyledText(), $0) }
    guard let text = choices.first(where: { $0.width <= room }) ?? choices.last else { return }
    buffer.write(text, x: row.x, y: row.y, limit: room)
  }

  /// How many images there are and which one is on show, from all there is to say to the least.
  private func counts(_ look: Look) -> [StyledText] {
    let analyse = state.analyse
    guard let progress = analyse.progress else {
      return [look.text("images \(look.unknown)", .dim)]
    }
    let isWhole = progress.phase == .finished
    guard !analyse.list.isEmpty else {
      return [look.text(isWhole ? "no image matches" : "none found yet", .wrong, bold: true)]
    }
    let number = Numbers.count(analyse.list.count)
    let soFar = isWhole ? "" : " so far"
    let place = analyse.list.firstIndex(of: state.explore.index)
    let short =
      look.text(place.map { Numbers.count($0 + 1) } ?? "–", .strong, bold: true)
      + look.text(" of \(number)\(soFar)", .text)
    let long =
      place == nil
      ? look.text("\(number) images\(soFar), not this one", .text)
      : short + look.text(", \(analyse.order.words)", .dim)
    // Labels are what they are; smallest ε are those of the model that was analysed.
    guard state.isAnalysisStale, analyse.filter.kind != .all else { return [long, short] }
    let dot = look.text(" · ", .frame)
    return [
      short + dot + look.text("of the model or clipping from before", .training),
      short + dot + look.text("from before", .training),
    ]
  }
}

extension AnalyseState.Order {
  /// How the images are listed.
  var words: String {
    switch self {
    case .easiest: "easiest first"
    case .hardest: "hardest first"
    case .number: "by number"
    }
  }
}

extension ImageFilter {
  /// Which images are left, in words; nothing where all are.
  ///
  /// - Parameter room: How many columns they should take at most: a label can go without its name.
  func words(room: Int, _ look: Look) -> StyledText {
    let kind = kind.words(look)
    let label = digit.map { look.text("label \($0)", .label, bold: true) }
    let short = digit.map { look.text("\($0)", .label, bold: true) }
    let dot = look.text(" · ", .frame)
    let long = StyledText.joined([label, kind].compactMap(\.self), by: dot)
    return long.width <= room ? long : .joined([short, kind].compactMap(\.self), by: dot)
  }
}

extension ImageFilter.Kind {
  /// Which smallest ε are meant, in words; `nil` for all.
  func words(_ look: Look) -> StyledText? {
    let number = ImageFilter.number
    let (upTo, above) = look.unicode ? ("≤", ">") : ("up to", "above")
    return switch self {
    case .all: nil
    case .misread: look.text("misread", .wrong, bold: true)
    case .between(0, let end?):
      look.text("\(look.epsilon) \(upTo) \(number(end))", .epsilon, bold: true)
    case .between(let low, nil):
      look.text("\(look.epsilon) \(above) \(number(low))", .epsilon, bold: true)
    case .between(let low, let end?):
      look.text("\(look.epsilon) \(number(low))–\(number(end))", .epsilon, bold: true)
    }
  }
}
