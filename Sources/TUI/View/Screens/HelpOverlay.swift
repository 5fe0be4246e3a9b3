/// The keys of a screen, over it.
struct HelpOverlay {
  let screen: ScreenName

  private static let keysWidth = 11

  /// Where the box lies.
  static func area(_ state: AppState) -> Rect {
    HelpOverlay(screen: state.screen).layout(state.size).area
  }

  /// The sections side by side, one below the other, or all keys without headings: the first of
  /// these that has room.
  private enum Arrangement { case columns, sections, plain }

  private func layout(_ size: Size) -> (area: Rect, arrangement: Arrangement) {
    let rows = groups.map { $0.keys.count + 1 }
    let stacked = rows.reduce(rows.count - 1, +)
    let arrangement: Arrangement =
      if stacked + 6 > size.height, 2 * columnWidth + 9 <= size.width {
        .columns
      } else {
        stacked + 2 <= size.height ? .sections : .plain
      }
    let content =
      switch arrangement {
      case .columns: Size(width: 2 * columnWidth + 3, height: rows.max() ?? 0)
      case .sections: Size(width: columnWidth, height: stacked)
      case .plain: Size(width: columnWidth, height: plainKeys.count)
      }
    let margin = content.height + 6 <= size.height ? 1 : 0
    let box = Size(width: content.width + 6, height: content.height + 2 + 2 * margin)
    return (Rect(size).centred(box), arrangement)
  }

  func draw(in area: Rect, size: Size, on buffer: inout Buffer, _ look: Look) {
    Dialog(title: "keys", footnote: look.text("Esc closes", .dim))
      .draw(in: area, on: &buffer, look)
    let (_, arrangement) = layout(size)
    let groups = arrangement == .plain ? [(title: nil, keys: plainKeys)] : groups
    let rows = groups.map { $0.keys.count + ($0.title == nil ? 0 : 1) }
    let height =
      arrangement == .columns ? rows.max() ?? 0 : rows.reduce(groups.count - 1, +)
    var inner = area.inset(min(3, max(1, (area.width - columnWidth) / 2)), 1)
    inner.y += max(0, (inner.height - height) / 2)
    inner.height = min(height, inner.height)
    for group in groups {
      let end = draw(group, in: inner, on: &buffer, look)
      inner =
        arrangement == .columns
        ? inner.split(left: columnWidth + 3).rest : inner.split(top: end + 1 - inner.y).rest
    }
  }

  private func draw(
    _ group: (title: String?, keys: [KeyHelp]), in area: Rect,
    on buffer: inout Buffer, _ look: Look
  ) -> Int {
    var row = area.y
    if let title = group.title, row < area.bottom {
      buffer.write(
        look.text(title, .strong, bold: true), x: area.x, y: row, limit: area.width)
      row += 1
    }
    for key in group.keys {
      guard row < area.bottom else { break }
      let text =
        look.text(key.keys.padded(right: Self.keysWidth), .pressable, bold: true)
        + look.text(look.spelled(key.meaning), .text)
      buffer.write(text, x: area.x, y: row, limit: area.width)
      row += 1
    }
    return row
  }

  private var groups: [(title: String?, keys: [KeyHelp])] {
    KeyHelp.groups(of: screen).map { ($0.title, $0.keys) }
  }

  private var columnWidth: Int {
    Self.keysWidth + (KeyHelp.keys(of: screen).map(\.meaning.unicodeScalars.count).max() ?? 0)
  }

  /// Without what who reads this knows already.
  private var plainKeys: [KeyHelp] {
    KeyHelp.keys(of: screen).filter { $0.command != .help }
  }
}
