/// Keys and what they do, in one row; what can be pressed with the mouse is where it is drawn.
struct KeyHints {
  /// The hints, the most important last: where room is short, those before it go, from the right.
  var hints: [KeyHint]

  static let gap = 3

  /// Where each hint that has room lies, flush with the right end of an area.
  func layout(in area: Rect) -> [(hint: KeyHint, area: Rect)] {
    guard let last = hints.last, last.width <= area.width else { return [] }
    var shown = hints.dropLast()
    func width(_ hints: some Sequence<KeyHint>) -> Int {
      hints.reduce(last.width) { $0 + $1.width + Self.gap }
    }
    while !shown.isEmpty, width(shown) > area.width { shown.removeLast() }
    var column = area.right - width(shown)
    return (shown + [last]).map { hint in
      defer { column += hint.width + Self.gap }
      return (hint, Rect(x: column, y: area.y, width: hint.width, height: 1))
    }
  }

  func draw(in area: Rect, on buffer: inout Buffer, _ look: Look) {
    for (hint, area) in layout(in: area) {
      buffer.write(
        look.text(hint.shownKeys, .pressable, bold: true) + look.text(" " + hint.meaning, .dim),
        x: area.x, y: area.y)
    }
  }
}

extension KeyHint {
  /// The keys without the blanks that the help has between them, where they are single signs.
  var shownKeys: String { keys.count == 3 ? keys.filter { $0 != " " } : keys }

  /// How many columns it takes.
  var width: Int { shownKeys.unicodeScalars.count + 1 + meaning.unicodeScalars.count }
}
