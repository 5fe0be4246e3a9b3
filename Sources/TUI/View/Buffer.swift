/// A screenful of cells, which views draw into and the runtime shows.
///
/// Drawing outside it is allowed and does nothing, so that views need no bounds checks of their own.
struct Buffer: Equatable, Sendable {
  let size: Size
  /// Row-major, `size.height` rows of `size.width` cells.
  private(set) var cells: [Cell]

  /// A buffer of blanks in one style.
  init(_ size: Size, filledWith style: Style) {
    self.size = Size(width: max(0, size.width), height: max(0, size.height))
    cells = Array(repeating: Cell(" ", style), count: self.size.width * self.size.height)
  }

  /// The cell at a position; `nil` outside.
  ///
  /// Setting outside does nothing.
  subscript(x: Int, y: Int) -> Cell? {
    get { isInside(x, y) ? cells[y * size.width + x] : nil }
    set {
      guard let newValue, isInside(x, y) else { return }
      cells[y * size.width + x] = newValue
    }
  }

  /// Fills a rectangle with blanks.
  mutating func fill(_ area: Rect, _ style: Style) {
    for y in max(0, area.y)..<max(0, min(area.bottom, size.height), area.y) {
      for x in max(0, area.x)..<max(0, min(area.right, size.width), area.x) {
        self[x, y] = Cell(" ", style)
      }
    }
  }

  /// Writes text from a position to the right, one cell a scalar, cut at `limit` columns.
  ///
  /// Control characters, and characters that are not one column wide, become "?".
  /// - Returns: The column after the text.
  @discardableResult
  mutating func write(
    _ text: String, x: Int, y: Int, _ style: Style, limit: Int = .max
  ) -> Int {
    var column = x
    for scalar in text.unicodeScalars {
      guard column - x < limit else { break }
      self[column, y] = Cell(Self.isOneColumn(scalar) ? scalar : "?", style)
      column += 1
    }
    return column
  }

  /// The text of one row, trailing blanks included.
  func row(_ y: Int) -> String {
    var text = String.UnicodeScalarView()
    for x in 0..<size.width { if let cell = self[x, y] { text.append(cell.glyph) } }
    return String(text)
  }

  private func isInside(_ x: Int, _ y: Int) -> Bool {
    x >= 0 && y >= 0 && x < size.width && y < size.height
  }

  /// Latin, Greek, symbols, boxes, blocks and braille; nothing combining, nothing wide.
  static func isOneColumn(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x20..<0x7F, 0xA1..<0xAD, 0xAE..<0x300, 0x370..<0x483, 0x48A..<0x530: true
    case 0x2010..<0x2028, 0x2030..<0x205F, 0x2070..<0x20D0, 0x2100..<0x231A: true
    case 0x231C..<0x2329, 0x232B..<0x23E9, 0x2400..<0x25FD, 0x2600..<0x2614: true
    case 0x2701..<0x2705, 0x2713, 0x2717, 0x2776..<0x2795, 0x27C0..<0x2B00: true
    default: false
    }
  }
}
