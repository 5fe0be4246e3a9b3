/// What the terminal can show and report.
public struct Capabilities: Hashable, Sendable {
  /// Whether it shows any character; otherwise ASCII, and the lines of the VT100.
  public var unicode: Bool
  /// The colours that it has.
  public var colors: Colors
  /// Whether it reports presses, drags and turns of the wheel.
  public var mouse: Bool

  /// How many colours there are, and how they are named.
  public enum Colors: Hashable, Sendable, CaseIterable {
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

  /// The capabilities of some terminal.
  public init(unicode: Bool, colors: Colors, mouse: Bool) {
    self.unicode = unicode
    self.colors = colors
    self.mouse = mouse
  }
}
