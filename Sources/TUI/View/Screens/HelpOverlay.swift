/// The keys of a screen, over it.
struct HelpOverlay {
  let screen: ScreenName

  private static let keysWidth = 11

  /// Where the box lies.
  static func area(_ state: AppState) -> Rect {
    let overlay = HelpOverlay(screen: state.screen)
    let groups = overlay.groups
    let isTwoColumns = overlay.isTwoColumns(state.size)
    let rows = groups.map { $0.keys.count + 2 }
    let height = isTwoColumns ? rows.max() ?? 0 : rows.reduce(0, +)
    let column = overlay.columnWidth
    return Dialog.area(
      content: Size(width: isTwoColumns ? 2 * column + 3 : column, height: height - 1),
      on: state.size)
  }

  func draw(in area: Rect, size: Size, on buffer: inout Buffer, _ look: Look) {
    Dialog(title: "keys", footnote: look.text("Esc closes", .dim))
      .draw(in: area, on: &buffer, look)
    let inner = Dialog.inner(area)
    var column = inner
    var row = inner.y
    for group in groups {
      row = draw(group, in: column, from: row, on: &buffer, look)
      if isTwoColumns(size) {
        column = inner.split(left: columnWidth + 3).rest
        row = inner.y
      } else {
        row += 1
      }
    }
  }

  private func draw(
    _ group: (section: KeyHelp.Section, keys: [KeyHelp]), in area: Rect, from start: Int,
    on buffer: inout Buffer, _ look: Look
  ) -> Int {
    var row = start
    if row < area.bottom {
      buffer.write(
        look.text(group.section.title, .strong, bold: true), x: area.x, y: row, limit: area.width)
    }
    row += 1
    for key in group.keys {
      guard row < area.bottom else { break }
      let text =
        look.text(key.keys.padded(right: Self.keysWidth), .pressable, bold: true)
        + look.text(key.meaning, .text)
      buffer.write(text, x: area.x, y: row, limit: area.width)
      row += 1
    }
    return row
  }

  private var groups: [(section: KeyHelp.Section, keys: [KeyHelp])] {
    KeyHelp.Section.allCases.compactMap { section in
      let keys = KeyHelp.keys(of: screen).filter { $0.section == section }
      return keys.isEmpty ? nil : (section, keys)
    }
  }

  private var columnWidth: Int {
    Self.keysWidth + (KeyHelp.keys(of: screen).map(\.meaning.unicodeScalars.count).max() ?? 0)
  }

  /// Whether the sections stand side by side: where they have no room one below the other.
  private func isTwoColumns(_ size: Size) -> Bool {
    let height = groups.reduce(3) { $0 + $1.keys.count + 2 }
    return height > size.height && size.width >= 2 * columnWidth + 9
  }
}
