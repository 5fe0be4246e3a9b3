/// What the terminal can show.
public struct Capabilities: Hashable, Sendable {
  /// How many colours there are.
  public enum Colors: Hashable, Sendable {
    case none, ansi8, ansi16, indexed256, direct
  }

  /// Whether it shows Unicode: half blocks, box lines, braille.
  public var unicode: Bool
  public var colors: Colors

  public init(unicode: Bool, colors: Colors) {
    self.unicode = unicode
    self.colors = colors
  }

  /// Whether greys and blends can be told apart.
  public var hasShades: Bool { colors == .indexed256 || colors == .direct }

  /// A modern terminal.
  public static let full = Capabilities(unicode: true, colors: .direct)
}
