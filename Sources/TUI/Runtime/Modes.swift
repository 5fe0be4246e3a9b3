import CCurses

/// The modes of a terminal that curses does not see to.
///
/// Presses and drags with their positions in figures (1002, 1006), and pasted text in brackets
/// (2004). They are known to all terminals that have a mouse; others are left alone.
struct Modes {
  let hasMouse: Bool

  /// Turns them on.
  func enter() {
    if hasMouse { send("\u{1B}[?1002h\u{1B}[?1006h\u{1B}[?2004h") }
  }

  /// Turns them off.
  func leave() {
    if hasMouse { send(Self.off) }
  }

  /// Has the terminal show nothing of a frame before all of it is there (2026).
  func frame(_ body: () -> Void) {
    if hasMouse { send("\u{1B}[?2026h") }
    body()
    if hasMouse { send(Self.frameEnd) }
  }

  /// All bytes that give back a terminal of some size, whatever it was in the middle of.
  ///
  /// To be asked for while the terminal is open.
  func restoring(_ size: Size) -> [UInt8] {
    var bytes: [UInt8] = hasMouse ? Array((Self.frameEnd + Self.off).utf8) : []
    bytes += ["rmacs", "sgr0", "op", "rmkx"].flatMap(Terminfo.bytes)
    let leaving = Terminfo.bytes("rmcup")
    // Without a second screen to leave, go on below the last line.
    bytes +=
      leaving.isEmpty ? Terminfo.move(x: 0, y: size.height - 1) + Array("\r\n".utf8) : leaving
    return bytes + Terminfo.bytes("cnorm")
  }

  private static let off = "\u{1B}[?1006l\u{1B}[?1002l\u{1B}[?2004l"
  private static let frameEnd = "\u{1B}[?2026l"

  private func send(_ text: String) {
    var text = text
    text.withUTF8 { bytes in
      bytes.withMemoryRebound(to: CChar.self) { curses_send($0.baseAddress, $0.count) }
    }
  }
}
