/// What stands for a character on a terminal without Unicode.
enum PlainGlyph: Hashable, Sendable {
  case ascii(Unicode.Scalar)
  /// A letter of the VT100's line-drawing set, where "q" is a horizontal line.
  case line(Unicode.Scalar)

  /// The stand-in for any character; "?" where nothing comes close.
  ///
  /// Figures stay what they are: no character turns into a digit that it does not mean.
  init(_ scalar: Unicode.Scalar) {
    if scalar.isASCII {
      self = .ascii((0x20..<0x7F).contains(scalar.value) ? scalar : "?")
    } else if let letter = Self.line(for: scalar) {
      self = .line(letter)
    } else {
      self = .ascii(Self.ascii(for: scalar))
    }
  }

  /// Lines, and the few symbols that the VT100 has too.
  private static func line(for scalar: Unicode.Scalar) -> Unicode.Scalar? {
    switch scalar {
    case "─", "━", "┄", "┅", "┈", "┉", "╌", "╍", "═", "╴", "╶", "╸", "╺", "╼", "╾": "q"
    case "│", "┃", "┆", "┇", "┊", "┋", "╎", "╏", "║", "╵", "╷", "╹", "╻", "╽", "╿": "x"
    case "┌"..."┏", "╒"..."╔", "╭": "l"
    case "┐"..."┓", "╕"..."╗", "╮": "k"
    case "└"..."┗", "╘"..."╚", "╰": "m"
    case "┘"..."┛", "╛"..."╝", "╯": "j"
    case "├"..."┣", "╞"..."╠": "t"
    case "┤"..."┫", "╡"..."╣": "u"
    case "┬"..."┳", "╤"..."╦": "w"
    case "┴"..."┻", "╧"..."╩": "v"
    case "┼"..."╋", "╪"..."╬": "n"
    case "≤": "y"
    case "≥": "z"
    case "≠": "|"
    case "π": "{"
    case "±": "g"
    case "°": "f"
    case "·": "~"
    default: nil
    }
  }

  private static func ascii(for scalar: Unicode.Scalar) -> Unicode.Scalar {
    switch scalar.value {
    case 0xC0...0xFF: latin[Int(scalar.value - 0xC0)]
    // Subscripts and superscripts are in the order of the digits, as far as they go.
    case 0x2070, 0x2074...0x2079: Unicode.Scalar(UInt8(scalar.value - 0x2070 + 0x30))
    case 0x2080...0x2089: Unicode.Scalar(UInt8(scalar.value - 0x2080 + 0x30))
    case 0x2581...0x2588: risingBlocks[Int(scalar.value - 0x2581)]
    case 0x2589...0x258F: narrowingBlocks[Int(scalar.value - 0x2589)]
    case 0x2800...0x28FF: braille(UInt8(scalar.value - 0x2800))
    default: symbols[scalar] ?? "?"
    }
  }

  /// The letters of Latin-1 from À on, without their accents.
  private static let latin = Array(
    "AAAAAAACEEEEIIIIDNOOOOOxOUUUUYTsaaaaaaaceeeeiiiidnooooo/ouuuuyty".unicodeScalars)

  /// ▁ to █, more ink the higher.
  private static let risingBlocks = Array(".:-=+*%#".unicodeScalars)

  /// ▉ to ▏, less ink the narrower.
  private static let narrowingBlocks = Array("##==||:".unicodeScalars)

  private static let symbols: [Unicode.Scalar: Unicode.Scalar] = {
    let table: [(standIn: Unicode.Scalar, characters: String)] = [
      (" ", "\u{A0}\u{2002}\u{2003}\u{2007}\u{2009}\u{200A}\u{202F}"),
      ("#", "▓■▪▬▮"), ("%", "▒"), (".", "░□▫…⋯⋅∙"), ("=", "▭▯≅≡⇔⁼₌"), ("|", "▐▕¦‖∥∣↕"),
      ("\"", "▀“”„″«»"), ("'", "▔‘’‚′´"), ("-", "‐‑‒–—−⁻₋¬↔"), ("+", "✓✔☑⊕⁺₊†"),
      ("<", "←⇐⟵‹◀◁◂⊂≪↩↵⏎"), (">", "→⇒⟶↦›▶▷▸⊃≫"), ("^", "↑⇑▲△▴∧"), ("v", "↓⇓▼▽▾∨√"),
      ("*", "●•★☆◆◇◊∗♠♣♥♦∞"), ("o", "○◦∘⊗☐ºₒ"), ("@", "◉◎◍"), ("x", "✗✘×☒ₓ"),
      ("/", "÷∕⁄╱↗↙"), ("\\", "╲↖↘"), ("X", "╳"), (":", "∶⋮"), ("~", "≈≃∼∝"),
      ("!", "¡"), ("?", "¿"), ("(", "⁽₍"), (")", "⁾₎"), ("P", "¶"),
      ("1", "¹"), ("2", "²"), ("3", "³"), ("n", "ⁿ∩"), ("a", "ªₐ"), ("e", "ₑ"),
      ("u", "µ∪"), ("l", "ℓ"), ("R", "ℝ®"), ("C", "©"), ("c", "¢"), ("L", "£"), ("Y", "¥"),
      ("S", "§∑∫"), ("P", "∏"), ("d", "∂∇"), ("D", "∆"), ("A", "∀"), ("E", "∃"), ("e", "∈∉"),
      // Greek, by sound or by shape.
      ("a", "α"), ("b", "β"), ("g", "γ"), ("d", "δ"), ("e", "εϵ"), ("z", "ζ"), ("n", "η"),
      ("t", "θϑ"), ("i", "ι"), ("k", "κ"), ("l", "λ"), ("u", "μ"), ("n", "ν"), ("x", "ξ"),
      ("o", "ο"), ("r", "ρϱ"), ("s", "σς"), ("t", "τ"), ("u", "υ"), ("f", "φϕ"), ("c", "χ"),
      ("p", "ψ"), ("w", "ω"), ("G", "Γ"), ("D", "Δ"), ("T", "Θ"), ("L", "Λ"), ("X", "Ξ"),
      ("P", "Π"), ("S", "Σ"), ("F", "Φ"), ("P", "Ψ"), ("W", "Ω"),
    ]
    var symbols: [Unicode.Scalar: Unicode.Scalar] = [:]
    for (standIn, characters) in table {
      for character in characters.unicodeScalars { symbols[character] = standIn }
    }
    return symbols
  }()

  /// A mark at the height of the dots, or one that stands for many of them.
  private static func braille(_ dots: UInt8) -> Unicode.Scalar {
    let rows: [UInt8] = [0x09, 0x12, 0x24, 0xC0]
    let marked = rows.indices.filter { dots & rows[$0] != 0 }
    guard let top = marked.first, let bottom = marked.last else { return " " }
    if dots.nonzeroBitCount >= 6 { return "#" }
    if bottom - top >= 2 { return dots & 0x47 == 0 || dots & 0xB8 == 0 ? "|" : ":" }
    return top + bottom < 2 ? "'" : top + bottom > 4 ? "." : "-"
  }
}
