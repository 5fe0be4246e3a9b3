import CCurses
import Glibc

/// What signals ask of the event loop.
enum Signal: Hashable {
  case resized
  /// End, with the status that tells of the signal.
  case quit(exitStatus: Int32)
  case stop
  case continued

  /// The status by which shells tell that a signal ended a process.
  static func exitStatus(ofSignal number: Int32) -> Int32 { 128 + number }
}

/// The signals of the process, as long as it lives, turned into events behind a descriptor.
///
/// SIGINT, SIGTERM and SIGHUP mean quit; a second SIGINT or SIGTERM ends the process at once, with
/// the terminal given back. SIGPIPE is ignored.
struct Signals: ~Copyable {
  /// Readable when signals have arrived.
  let descriptor: Int32

  init() { descriptor = signals_install() }

  /// Takes back the signals that curses has taken since.
  func claim() { _ = signals_install() }

  deinit { signals_uninstall() }

  /// The signals that have arrived, in their order.
  func pending() -> [Signal] {
    var signals: [Signal] = []
    while true {
      switch signals_next() {
      case 0: return signals
      case SIGWINCH: signals.append(.resized)
      case SIGTSTP: signals.append(.stop)
      case SIGCONT: signals.append(.continued)
      case let number: signals.append(.quit(exitStatus: Signal.exitStatus(ofSignal: number)))
      }
    }
  }
}
