import CCurses

extension Terminal {
  /// Shows a buffer from the top left, cut to the size of the terminal.
  ///
  /// Only cells that differ from the last buffer shown are written; all of them after the terminal
  /// changed size, or was out of our hands.
  mutating func show(_ buffer: Buffer) {
    let base = capabilities.colors == .none ? baseBackground ?? buffer.commonestBackground : nil
    if base != shownBase { shown = nil }
    if shown?.size != buffer.size { shown = nil }
    if shown == nil { curses_clear() }
    let changes = buffer.changes(since: shown)
    if changes.isEmpty, shown != nil { return }
    if !paint(changes, base: base) {
      // The pairs of colours are used up: start them over, and the screen with them.
      pairs.startOver()
      curses_clear()
      _ = paint(buffer.changes(), base: base)
    }
    modes.frame { curses_refresh() }
    shown = buffer
    shownBase = base
  }

  /// Writes runs to curses' screen; false when pairs of colours ran out.
  private mutating func paint(_ runs: [Run], base: Color?) -> Bool {
    var complete = true
    var glyphs: [UInt32] = []
    glyphs.reserveCapacity(size.width)
    for run in runs where run.origin.y < size.height && run.origin.x < size.width {
      let ink = Ink(run.style, colors: capabilities.colors, base: base)
      let pair = pairs.pair(for: ink)
      if pair == nil { complete = false }
      glyphs.removeAll(keepingCapacity: true)
      for cell in run.cells.prefix(size.width - run.origin.x) { glyphs.append(glyph(for: cell)) }
      curses_put(
        Int32(run.origin.x), Int32(run.origin.y), glyphs, Int32(glyphs.count),
        ink.attributes.rawValue, pair ?? 0)
    }
    return complete
  }

  private func glyph(for cell: Cell) -> UInt32 {
    let scalar = cell.glyph
    if (0x20..<0x7F).contains(scalar.value) { return scalar.value }
    if capabilities.unicode { return Buffer.isOneColumn(scalar) ? scalar.value : 0x3F }
    return switch PlainGlyph(scalar) {
    case .ascii(let character): character.value
    case .line(let letter): letter.value | curses_line_glyph
    }
  }
}
