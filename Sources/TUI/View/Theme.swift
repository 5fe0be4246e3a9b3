/// A set of colours, in which each means one thing on every screen.
struct Theme: Hashable, Sendable {
  /// What a colour stands for.
  enum Role: CaseIterable, Sendable {
    /// Words and numbers.
    case text
    /// What matters most: titles, present values.
    case strong
    /// What matters less: units, labels, what was before.
    case dim
    /// Lines around things; never words.
    case frame
    /// ε.
    case epsilon
    /// The right class.
    case label
    /// A wrong reading, and what went wrong.
    case wrong
    /// What can be pressed.
    case pressable
    /// Training, and what comes of it.
    case training
  }

  /// What everything is painted on.
  let background: Color
  /// Black and white of a picture; the same in every theme, as a picture is what it is.
  let pictureBlack = Color(12, 12, 14, fallback: .black)
  let pictureWhite = Color(252, 252, 252, fallback: .brightWhite)
  /// Where η is +1.
  let positive = Color(236, 76, 64, fallback: .brightRed)
  /// Where η is −1.
  let negative = Color(72, 126, 246, fallback: .brightBlue)

  private let colors: [Role: Color]

  /// The colour of a role.
  subscript(role: Role) -> Color { colors[role] ?? background }

  /// A style for words in a role's colour.
  func style(_ role: Role, bold: Bool = false, underline: Bool = false) -> Style {
    Style(self[role], on: background, bold: bold, underline: underline)
  }

  /// A style for what is chosen: the background on a role's colour.
  func inverse(_ role: Role, bold: Bool = true) -> Style {
    Style(background, on: self[role], bold: bold)
  }

  /// The theme of a name, for a terminal of so many colours.
  ///
  /// Eight colours have no greys: what would be grey is then as plain text.
  init(_ name: ThemeName, colors available: Capabilities.Colors = .direct) {
    let hasGrey = available != .ansi8
    switch name {
    case .dark:
      background = Color(16, 16, 20, fallback: .black)
      let grey: ANSIColor = hasGrey ? .brightBlack : .white
      colors = [
        .text: Color(208, 208, 214, fallback: .white),
        .strong: Color(240, 240, 244, fallback: .brightWhite),
        .dim: Color(128, 128, 138, fallback: grey),
        .frame: Color(88, 88, 98, fallback: grey),
        .epsilon: Color(245, 185, 75, fallback: .brightYellow),
        .label: Color(95, 205, 140, fallback: .brightGreen),
        .wrong: Color(240, 105, 95, fallback: .brightRed),
        .pressable: Color(110, 180, 240, fallback: .brightCyan),
        .training: Color(180, 152, 245, fallback: .brightMagenta),
      ]
    case .light:
      background = Color(250, 248, 243, fallback: hasGrey ? .brightWhite : .white)
      let grey: ANSIColor = hasGrey ? .brightBlack : .black
      colors = [
        .text: Color(52, 50, 56, fallback: .black),
        .strong: Color(20, 18, 24, fallback: .black),
        .dim: Color(106, 102, 108, fallback: grey),
        .frame: Color(176, 172, 164, fallback: grey),
        .epsilon: Color(146, 88, 0, fallback: .yellow),
        .label: Color(14, 116, 62, fallback: .green),
        .wrong: Color(190, 42, 34, fallback: .red),
        .pressable: Color(16, 98, 178, fallback: .blue),
        .training: Color(108, 70, 190, fallback: .magenta),
      ]
    }
  }
}

extension Color {
  /// The colour between two; 0 is `self`, 1 is `other`.
  func mixed(with other: Color, _ amount: Float) -> Color {
    let amount = min(max(amount.isNaN ? 0 : amount, 0), 1)
    func blend(_ a: UInt8, _ b: UInt8) -> UInt8 {
      UInt8((Float(a) + (Float(b) - Float(a)) * amount).rounded())
    }
    return Color(
      blend(red, other.red), blend(green, other.green), blend(blue, other.blue),
      fallback: amount < 0.5 ? fallback : other.fallback)
  }
}
