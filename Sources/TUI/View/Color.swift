/// A colour of the theme: exact where the terminal can show it, with a stand-in where it can't.
struct Color: Hashable, Sendable {
  var red: UInt8
  var green: UInt8
  var blue: UInt8
  /// What stands for it on a terminal of 16 colours or 8.
  var fallback: ANSIColor

  init(_ red: UInt8, _ green: UInt8, _ blue: UInt8, fallback: ANSIColor) {
    self.red = red
    self.green = green
    self.blue = blue
    self.fallback = fallback
  }
}

/// The sixteen colours of a plain terminal, with the numbers they have there.
enum ANSIColor: UInt8, Hashable, Sendable {
  case black, red, green, yellow, blue, magenta, cyan, white
  case brightBlack, brightRed, brightGreen, brightYellow
  case brightBlue, brightMagenta, brightCyan, brightWhite
}
