import Foundation
import Synchronization

/// Control-C, asked for between steps of long work so that it can end in good order.
struct Interruption: Error {
  private static let wasRequested = Atomic(false)

  /// Takes notice of Control-C from here on; a second one ends the program at once.
  static func watch() {
    _ = wasRequested.load(ordering: .relaxed)
    signal(SIGINT) { _ in
      Interruption.wasRequested.store(true, ordering: .relaxed)
      signal(SIGINT, SIG_DFL)
    }
  }

  /// Whether there was one.
  static var isRequested: Bool { wasRequested.load(ordering: .relaxed) }
}

extension Interruption: CustomStringConvertible {
  var description: String { "interrupted; nothing was saved" }
}
