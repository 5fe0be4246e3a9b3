import Engine

/// What share of an attack's images each photo-like transformation destroys, with what chance leaves
/// open, and what kinds of error they are.
///
/// Of two attacks it shows the one whose form is on show, and the share of the other beside it where
/// there is room.
struct PhotoPanel {
  let state: AppState

  /// How many rows it takes to show everything, frame included.
  static let height = PhotoTransformation.all.count + errorRows + 2

  private static let errorRows = 2
  private static let nameWidth = PhotoTransformation.all.map(\.name.count).max() ?? 0
  private static let shareWidth = 5

  private var physical: PhysicalProgress? { state.lab.physical }

  /// The attacks that were made, the one on show first.
  private var slots: [AttackSlot] {
    let made = AttackSlot.allCases.filter { physical?.choices[$0] != nil }
    return made.filter { $0 == state.lab.slot } + made.filter { $0 != state.lab.slot }
  }

  func draw(in area: Rect, on buffer: inout Buffer, _ look: Look) {
    var frame = Frame(title: look.text("a photo destroys", .strong, bold: true))
    let inner = area.inset(2, 1)
    frame.note = attacks(
      hasRoomForBoth(inner) ? slots : Array(slots.prefix(1)),
      room: area.width - frame.title.width - 8, look)
    frame.remark = origin(look)
    let errors = errors(room: inner.width, look)
    let shown = Self.shown(rows: inner.height - max(Self.errorRows, errors.count))
    if physical != nil, shown.count < PhotoTransformation.all.count {
      let footnote = look.text("\(shown.count) of \(PhotoTransformation.all.count)", .dim)
      // What it belongs to matters more.
      if frame.remark.width + footnote.width + 8 <= area.width { frame.footnote = footnote }
    }
    frame.draw(in: area, on: &buffer, look)
    guard let physical else {
      let words =
        look.text("p", .pressable, bold: true)
        + look.text(" photographs \(Numbers.count(state.lab.images)) images", .dim)
      buffer.write(words, centredIn: inner, y: area.y + area.height / 2)
      return
    }
    if case .failed(let reason) = physical.phase {
      for (row, line) in reason.wrapped(to: inner.width).prefix(inner.height).enumerated() {
        buffer.write(look.text(line, .wrong), x: inner.x, y: inner.y + row)
      }
      return
    }
    for (row, transformation) in shown.enumerated() {
      let row = Rect(x: inner.x, y: inner.y + row, width: inner.width, height: 1)
      draw(transformation, in: row, on: &buffer, look)
    }
    // A blank row parts the errors from the bars where there is one left.
    let top = shown.count + (inner.height > shown.count + errors.count ? 1 : 0)
    for (row, line) in errors.enumerated() where top + row < inner.height {
      buffer.write(line, x: inner.x, y: inner.y + top + row, limit: inner.width)
    }
  }

  /// The transformations that have room; of the kinds with the most, the mildest ones go first.
  static func shown(rows: Int) -> [PhotoTransformation] {
    var shown = PhotoTransformation.all
    while shown.count > max(0, rows) {
      let sizes = Dictionary(grouping: shown, by: \.kind).mapValues(\.count)
      let largest = sizes.values.max()
      guard let place = shown.firstIndex(where: { sizes[$0.kind] == largest }) else { break }
      shown.remove(at: place)
    }
    return shown
  }

  // MARK: Parts

  private func draw(
    _ transformation: PhotoTransformation, in row: Rect, on buffer: inout Buffer, _ look: Look
  ) {
    buffer.write(
      look.text(transformation.name, .text), x: row.x, y: row.y, limit: row.width)
    let count = hasRoomForBoth(row) ? slots.count : 1
    for (place, slot) in slots.prefix(count).enumerated() {
      let rate = rate(transformation, slot)
      let share =
        rate.map { $0.rate.map { Numbers.percent($0) } ?? "none" } ?? look.unknown
      buffer.write(
        look.text(share, place == 0 && rate?.rate != nil ? .label : .dim),
        endingAt: row.right - (count - 1 - place) * (Self.shareWidth + 1), y: row.y)
    }
    let start = Self.nameWidth + 1
    let bar = Rect(
      x: row.x + start, y: row.y, width: row.width - start - count * (Self.shareWidth + 1),
      height: 1)
    guard bar.width > 0, let slot = slots.first else { return }
    guard let rate = rate(transformation, slot), rate.adversarial > 0 else {
      IntervalBar(share: 0, interval: 0...0).draw(in: bar, .label, on: &buffer, look)
      return
    }
    let accuracy = Accuracy(correct: rate.destroyed, images: rate.adversarial)
    IntervalBar(share: accuracy.fraction, interval: accuracy.wilsonInterval)
      .draw(in: bar, .label, on: &buffer, look)
  }

  /// Whether the bars stay long enough to tell something beside the shares of two attacks.
  private func hasRoomForBoth(_ inner: Rect) -> Bool {
    inner.width >= Self.nameWidth + 2 * (Self.shareWidth + 1) + 12
  }

  private func rate(
    _ transformation: PhotoTransformation, _ slot: AttackSlot
  ) -> DestructionRate? {
    physical?.findings[slot]?.rates.first { $0.transformation == transformation }
  }

  /// How many errors there are of each kind, in as many lines as it takes.
  private func errors(room: Int, _ look: Look) -> [StyledText] {
    let errors = slots.first.flatMap { physical?.findings[$0]?.errors }
    if errors == nil, physical?.phase == .finished {
      return [look.text("errors: no training images", .dim)]
    }
    let kinds: [ErrorKind] = [.conatural, .trueAdversarial, .refocused, .benign]
    var lines = [look.text("errors:", .dim)]
    for kind in kinds {
      let count = errors.map { Numbers.count($0.counts[kind, default: 0]) } ?? look.unknown
      let text =
        look.text(kind.rawValue + " ", .dim) + look.text(count, .text)
        + look.text(kind == kinds.last ? "" : ",", .dim)
      if lines[lines.count - 1].width + 1 + text.width <= room {
        lines[lines.count - 1] += look.text(" ") + text
      } else {
        lines.append(text)
      }
    }
    return lines
  }

  /// Which attacks, as their shares stand in the rows, and that pixels are held to 0…1 where there is
  /// room for that.
  private func attacks(_ shown: [AttackSlot], room: Int, _ look: Look) -> StyledText {
    guard let physical else { return StyledText() }
    let names = shown.enumerated().map { place, slot in
      let name = physical.choices[slot]?.name ?? ""
      return look.text(
        slots.count > 1 ? "\(slot.letter) \(name)" : name, place == 0 ? .label : .dim)
    }
    let all = StyledText.joined(names, by: look.text("  "))
    let whole = look.text("clipped  ", .dim) + all
    return whole.width <= room ? whole : all
  }

  /// Of how many adversarial images, and how sure; or how much is done, or that it belongs to
  /// something else by now.
  private func origin(_ look: Look) -> StyledText {
    guard let physical else { return StyledText() }
    let progress = look.progress(
      physical.phase == .running ? physical.fraction : nil, of: physical.images,
      isStale: state.isPhysicalStale, isFromBefore: state.isFromBefore(physical.model), key: "p")
    if let progress { return progress }
    guard let count = slots.first.flatMap({ physical.findings[$0]?.adversarial }) else {
      return look.text("stopped", .dim)
    }
    if count == 0 { return look.text("no image fell", .dim) }
    let words = "of \(Numbers.count(count)) fallen"
    return look.text(words + (physical.phase == .cancelled ? " · stopped" : " · Wilson 95 %"), .dim)
  }
}
