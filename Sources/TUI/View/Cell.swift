/// How a cell is drawn.
struct Style: Hashable, Sendable {
  var foreground: Color
  var background: Color
  var bold: Bool
  var underline: Bool

  init(
    _ foreground: Color, on background: Color, bold: Bool = false, underline: Bool = false
  ) {
    self.foreground = foreground
    self.background = background
    self.bold = bold
    self.underline = underline
  }
}

/// One character of the screen, one column wide.
struct Cell: Hashable, Sendable {
  var glyph: Unicode.Scalar
  var style: Style

  init(_ glyph: Unicode.Scalar, _ style: Style) {
    self.glyph = glyph
    self.style = style
  }
}
