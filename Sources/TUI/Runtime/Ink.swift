/// A style in the terms of one terminal: numbers of colours, and attributes.
struct Ink: Hashable {
  /// Numbers of colours as curses counts them; both 0 without colours.
  var foreground: Int32 = 0
  var background: Int32 = 0
  var attributes: Attributes = []

  struct Attributes: OptionSet, Hashable {
    var rawValue: UInt32
    static let bold = Self(rawValue: 1)
    static let underline = Self(rawValue: 2)
    static let reverse = Self(rawValue: 4)
  }

  /// The closest that a terminal comes to a style.
  ///
  /// Without colours, any background but `base`, the one of the empty screen, is shown reversed.
  init(_ style: Style, colors: Capabilities.Colors, base: Color?) {
    if style.bold { attributes.insert(.bold) }
    if style.underline { attributes.insert(.underline) }
    switch colors {
    case .none:
      if let base, style.background != base { attributes.insert(.reverse) }
    case .ansi8:
      foreground = Int32(style.foreground.fallback.amongEight)
      background = Int32(style.background.fallback.amongEight)
      keepLegible(style)
    case .ansi16:
      foreground = Int32(style.foreground.fallback.rawValue)
      background = Int32(style.background.fallback.rawValue)
      keepLegible(style)
    case .indexed256:
      foreground = Int32(style.foreground.indexed)
      background = Int32(style.background.indexed)
    case .direct:
      foreground = style.foreground.direct
      background = style.background.direct
    }
  }

  /// Keeps two colours apart that differ, and that a small palette would merge.
  private mutating func keepLegible(_ style: Style) {
    guard foreground == background, style.foreground != style.background else { return }
    let black = Int32(ANSIColor.black.rawValue)
    foreground = background == black ? Int32(ANSIColor.white.rawValue) : black
  }
}

extension ANSIColor {
  /// The colour of the first eight that stands for this one.
  ///
  /// Bright black, which is a grey, becomes white: black would vanish on a black screen.
  fileprivate var amongEight: UInt8 {
    self == .brightBlack ? ANSIColor.white.rawValue : rawValue % 8
  }
}

extension Color {
  /// The number that a direct-colour terminal has for it: 0xRRGGBB.
  ///
  /// Numbers below 8 mean the palette there, so the darkest blues get a trace of red and green.
  fileprivate var direct: Int32 {
    let number = Int32(red) << 16 | Int32(green) << 8 | Int32(blue)
    return number < 8 ? 0x010100 | max(1, number) : number
  }
}
