import Foundation

/// Control-C, asked for between steps of long work so that it can end in good order.
///
/// The signal is held back rather than handled, as next to nothing of Swift may run in a handler.
struct Interruption: Error {
  /// What it left behind, in a word or two.
  var remains = "nothing was saved"

  /// Holds Control-C back from here on.
  static func watch() {
    var signals = sigset_t()
    sigemptyset(&signals)
    sigaddset(&signals, SIGINT)
    pthread_sigmask(SIG_BLOCK, &signals, nil)
  }

  /// Whether there was one.
  static var isRequested: Bool {
    var signals = sigset_t()
    sigpending(&signals)
    return sigismember(&signals, SIGINT) == 1
  }
}

extension Interruption: CustomStringConvertible {
  var description: String { "interrupted; \(remains)" }
}
