import Engine

/// The attacks that Explore can show, over the screen.
struct AttackOverlay {
  let chooser: AttackChooser

  /// Columns of the names, and of the norms.
  private static let (nameWidth, normsWidth) = (16, 8)

  /// Columns of the longest row.
  private static let width =
    2 + nameWidth + normsWidth
    + (AttackChooser.attacks.map { $0.summary.unicodeScalars.count }.max() ?? 0)

  /// Where the box lies.
  static func area(_ size: Size) -> Rect {
    Dialog.area(content: Size(width: width, height: AttackChooser.attacks.count), on: size)
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
    let rows = Self.rows(in: area)
    let isWide = rows.width >= Self.width
    let choices = AttackChooser.attacks.enumerated().map { place, kind in
      row(kind, hasCursor: place == chooser.cursor, isWide: isWide, look)
    }
    ChoiceList(choices: choices, cursor: chooser.cursor).draw(in: rows, on: &buffer, look)
    // Where the rows have no room for it, what the attack under the cursor does stands below them.
    guard !isWide, rows.bottom < area.bottom - 1,
      AttackChooser.attacks.indices.contains(chooser.cursor)
    else { return }
    buffer.write(
      look.text(look.spelled(AttackChooser.attacks[chooser.cursor].summary)), x: rows.x,
      y: rows.bottom, limit: rows.width)
  }

  private func row(
    _ kind: any Attack.Type, hasCursor: Bool, isWide: Bool, _ look: Look
  ) -> StyledText {
    let norms = kind.norms.map { look.spelled(norms: $0.symbol) }.joined(separator: " ")
    return look.text(
      kind.name.padded(right: Self.nameWidth), hasCursor ? .strong : .text, bold: hasCursor)
      + look.text(norms.padded(right: Self.normsWidth), .dim)
      + look.text(look.spelled(isWide ? kind.summary : kind.source), hasCursor ? .text : .dim)
  }
}
