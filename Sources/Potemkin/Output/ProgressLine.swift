import Foundation

/// One line on standard error that is written over again and again; nothing where that is no
/// terminal.
struct ProgressLine {
  private let isTerminal = StandardError.isTerminal
  private var shown = 0
  private var last: ContinuousClock.Instant?

  /// Whether the line is old enough to be written again, about fifteen times a second.
  var isDue: Bool { last.map { ContinuousClock.now - $0 > .milliseconds(66) } ?? true }

  /// Writes the line over what was there.
  mutating func show(_ text: String) {
    last = .now
    guard isTerminal else { return }
    let line = text.prefix(max(0, Self.width - 1))
    let rest = String(repeating: " ", count: max(0, shown - line.count))
    StandardError.write("\r\(line)\(rest)")
    shown = line.count
  }

  /// Takes the line away.
  mutating func clear() {
    guard shown > 0 else { return }
    StandardError.write("\r" + String(repeating: " ", count: shown) + "\r")
    shown = 0
  }

  /// A bar that is full to a share.
  static func bar(_ share: Double) -> String {
    let full = Int((min(1, max(0, share)) * 10).rounded(.down))
    return "[" + String(repeating: "#", count: full) + String(repeating: ".", count: 10 - full)
      + "]"
  }

  /// The terminal's columns.
  private static var width: Int {
    var size = winsize()
    guard ioctl(STDERR_FILENO, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0 else { return 80 }
    return Int(size.ws_col)
  }
}
