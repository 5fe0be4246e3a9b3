/// What the terminal can show and report.
struct Capabilities: Hashable, Sendable {
  /// Whether it shows any character; otherwise ASCII, and the lines of the VT100.
  var unicode: Bool
  var colors: Colors
  /// Whether it reports presses, drags and turns of the wheel.
  var mouse: Bool

  /// How many colours there are, and how they are named.
  enum Colors: Hashable, Sendable, CaseIterable {
    /// Bold, underline and reverse have to carry the meaning.
    case none
    /// The first eight of `ANSIColor`.
    case ansi8
    /// All of `ANSIColor`.
    case ansi16
    /// The 256 colours of xterm.
    case indexed256
    /// Red, green and blue, exactly.
    case direct
  }

  init(unicode: Bool, colors: Colors, mouse: Bool = true) {
    self.unicode = unicode
    self.colors = colors
    self.mouse = mouse
  }

  /// Whether greys and blends can be told apart.
  var hasShades: Bool { colors == .indexed256 || colors == .direct }

  /// A modern terminal.
  static let full = Capabilities(unicode: true, colors: .direct)
}
