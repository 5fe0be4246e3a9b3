import Engine

/// The attacks that Explore can show, over the screen.
struct AttackOverlay {
  let chooser: AttackChooser

  /// Columns of the names, and of the norms.
  private static let (nameWidth, normsWidth) = (16, 8)

  /// Where the box lies.
  static func area(_ size: Size) -> Rect {
    let summaries = AttackChooser.attacks.map { $0.summary.unicodeScalars.count }
    let width = 2 + nameWidth + normsWidth + (summaries.max() ?? 0)
    return Dialog.area(
      content: Size(width: width, height: AttackChooser.attacks.count), on: size)
  }

  /// The rows of the attacks.
  private static func rows(in area: Rect) -> Rect {
    area.inset(
      min(3, max(1, area.width / 16)), area.height >= AttackChooser.attacks.count + 4 ? 2 : 1)
  }

  /// Which attack lies at a place of the screen.
  func place(at point: Point, on size: Size) -> Int? {
    let rows = Self.rows(in: Self.area(size))
    guard rows.contains(point) else { return nil }
    return ChoiceList.place(
      ofRow: point.y - rows.y, rows: rows.height, cursor: chooser.cursor,
      count: AttackChooser.attacks.count)
  }

  func draw(in area: Rect, on buffer: inout Buffer, _ look: Look) {
    Dialog(title: "attack", footnote: look.text("Enter chooses · Esc leaves", .dim))
      .draw(in: area, on: &buffer, look)
    let choices = AttackChooser.attacks.enumerated().map { place, kind in
      row(kind, hasCursor: place == chooser.cursor, look)
    }
    ChoiceList(choices: choices, cursor: chooser.cursor)
      .draw(in: Self.rows(in: area), on: &buffer, look)
  }

  private func row(_ kind: any Attack.Type, hasCursor: Bool, _ look: Look) -> StyledText {
    let norms = kind.norms.map { look.spelled(norms: $0.symbol) }.joined(separator: " ")
    return look.text(
      kind.name.padded(right: Self.nameWidth), hasCursor ? .strong : .text, bold: hasCursor)
      + look.text(norms.padded(right: Self.normsWidth), .dim)
      + look.text(look.spelled(kind.summary), hasCursor ? .text : .dim)
  }
}
