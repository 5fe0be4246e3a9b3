import CCurses
import Glibc

/// The terminal, taken over for the full screen as long as this value lives.
///
/// It is given back when the value ends, and on every other way out of the process: `exit`, a
/// trap, a fatal signal. There is one terminal, so there may be one of these at a time; it belongs
/// to the thread that made it.
struct Terminal: ~Copyable {
  /// What the terminal can show and report.
  let capabilities: Capabilities
  /// How many cells there are at the moment.
  var size: Size
  /// The background of the empty screen; when `nil`, the commonest on screen.
  ///
  /// Where there are no colours, other backgrounds are shown reversed.
  var baseBackground: Color?

  /// What the screen shows; `nil` when everything has to be painted.
  var shown: Buffer?
  /// The base that `shown` was painted by.
  var shownBase: Color?
  var pairs: PairTable
  var decoder = InputDecoder()
  let modes: Modes
  let signals: Signals

  /// Takes the terminal over.
  ///
  /// - Throws: A `TerminalError` that says what to do. The terminal is then as it was.
  init() throws(TerminalError) {
    guard isatty(STDIN_FILENO) == 1 else { throw .inputIsNotATerminal }
    guard isatty(STDOUT_FILENO) == 1 else { throw .outputIsNotATerminal }
    let environment = Self.environment(["TERM", "COLORTERM", "LC_ALL", "LC_CTYPE", "LANG"])
    guard let term = environment["TERM"], !term.isEmpty else { throw .termIsUnset }
    let codeset = UserLocale.adopt(environment: environment)
    let movesCursor = try Terminfo.describing(term) { curses_string("cup") != nil }
    guard movesCursor else { throw .termCannotMoveCursor(term) }

    let unicode = Terminfo.showsUnicode(codeset: codeset, term: term)
    // In UTF-8 the old kinds would get their lines as characters; only the Linux console can.
    if !unicode, !term.hasPrefix("linux") { curses_adopt_ascii() }
    let signals = Signals()
    let names = Self.variants(of: term, colorTerm: environment["COLORTERM"]) + [term]
    guard Self.open(names) else { throw .cannotOpen(term: term) }
    signals.claim()
    self.signals = signals
    let pairCount = Int(curses_start_colors())
    let colors = Self.colors(pairCount: pairCount)
    modes = Modes(hasMouse: curses_string("kmous") != nil)
    capabilities = Capabilities(unicode: unicode, colors: colors, mouse: modes.hasMouse)
    pairs = PairTable(capacity: colors == .none ? 0 : pairCount)
    size = Self.currentSize()
    KeyBindings.define()
    armGuard()
    modes.enter()
  }

  deinit {
    modes.leave()
    curses_close()
    guard_disarm()
  }

  /// Gives the terminal back.
  consuming func close() {}

  // MARK: Opening

  private static func environment(_ names: [String]) -> [String: String] {
    var values: [String: String] = [:]
    for name in names { values[name] = getenv(name).map { String(cString: $0) } }
    return values
  }

  /// The descriptions that make more of a terminal's colours than its own, as far as it promises.
  private static func variants(of term: String, colorTerm: String?) -> [String] {
    guard Terminfo.promisesDirectColor(colorTerm) else { return [] }
    return Terminfo.variants(of: term).filter { name in
      let suits = try? Terminfo.describing(name) {
        curses_string("cup") != nil && (curses_number("colors") == 256 || curses_flag("RGB"))
      }
      return suits == true
    }
  }

  /// Opens the first of some kinds of terminal that curses agrees to.
  private static func open(_ names: [String]) -> Bool {
    guard_remember_modes()
    return names.contains { curses_open($0) }
  }

  private static func colors(pairCount: Int) -> Capabilities.Colors {
    guard pairCount >= 64 else { return .none }
    return switch curses_number("colors") {
    case 1 << 24 where curses_flag("RGB"): .direct
    case 256...: .indexed256
    case 16...: .ansi16
    case 8...: .ansi8
    default: .none
    }
  }

  // MARK: Size

  /// The size of curses' screen.
  static func currentSize() -> Size {
    var columns: Int32 = 0
    var rows: Int32 = 0
    curses_size(&columns, &rows)
    return Size(width: Int(columns), height: Int(rows))
  }

  /// Follows the size of the window; whether it is another.
  mutating func followSize() -> Bool {
    var columns: Int32 = 0
    var rows: Int32 = 0
    guard curses_window_size(&columns, &rows) else { return false }
    curses_resize(columns, rows)
    let current = Self.currentSize()
    guard current != size else { return false }
    size = current
    shown = nil
    armGuard()
    return true
  }

  // MARK: Stopping

  /// Gives the terminal back until `resume`.
  mutating func suspend() {
    modes.leave()
    curses_suspend()
  }

  /// Takes the terminal over again, whatever was done to it meanwhile; the next `show` paints
  /// everything.
  mutating func resume() {
    curses_resume()
    modes.enter()
    shown = nil
  }

  /// Has the present terminal given back should the process come to a sudden end.
  private func armGuard() {
    let bytes = modes.restoring(size).map { CChar(bitPattern: $0) }
    guard_arm(bytes, bytes.count)
  }
}
