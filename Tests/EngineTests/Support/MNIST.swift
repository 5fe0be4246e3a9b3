import Foundation

/// Whether the real MNIST is at hand: `POTEMKIN_DATA` names its directory.
///
/// MNIST is never committed, so tests that need it say `.enabled(if: MNIST.isAvailable)` and show
/// as skipped without it. Each has a sibling on small generated data that always runs.
enum MNIST {
  /// The directory that `POTEMKIN_DATA` names, or the empty string.
  static var directory: String { ProcessInfo.processInfo.environment["POTEMKIN_DATA"] ?? "" }

  /// Whether that directory is set; a wrong one is not skipped but fails.
  static var isAvailable: Bool { !directory.isEmpty }
}
