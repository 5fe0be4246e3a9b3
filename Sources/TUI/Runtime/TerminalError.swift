/// Why a terminal cannot be used.
public enum TerminalError: Error, Hashable, Sendable {
  case inputIsNotATerminal
  case outputIsNotATerminal
  case termIsUnset
  case termIsUnknown(String)
  /// The terminal has a description, by which text cannot be placed on it.
  case termCannotMoveCursor(String)
  /// There are no descriptions of terminals at all.
  case noDescriptions(term: String)
  /// Curses gave up for a reason that it keeps to itself.
  case cannotOpen(term: String)
}

extension TerminalError: CustomStringConvertible {
  /// What was expected, what was found, and what to do next.
  public var description: String {
    switch self {
    case .inputIsNotATerminal:
      "expected a terminal as standard input, found a file or a pipe; start it from a terminal "
        + "without redirecting its input (`potemkin --help` lists the commands that need none)"
    case .outputIsNotATerminal:
      "expected a terminal as standard output, found a file or a pipe; start it from a terminal "
        + "without redirecting its output (`potemkin --help` lists the commands that need none)"
    case .termIsUnset:
      "expected the kind of terminal in TERM, found nothing there; " + Self.advice
    case .termIsUnknown(let term):
      "expected a known kind of terminal in TERM, found “\(term)”, which has no description here; "
        + Self.advice
    case .termCannotMoveCursor(let term):
      "expected a terminal that can place its cursor, found “\(term)” in TERM; " + Self.advice
    case .noDescriptions(let term):
      "expected a description of the terminal “\(term)”, found no terminfo database; "
        + "install the package ncurses-base"
    case .cannotOpen(let term):
      "expected to open the terminal “\(term)”, found that curses cannot; " + Self.advice
    }
  }

  private static let advice = "try TERM=xterm-256color potemkin, or TERM=vt100 potemkin"
}
