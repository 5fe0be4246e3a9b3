import Foundation

/// What the system said when it refused something.
public struct POSIXFailure: Error, Equatable, Sendable {
  /// The number, as `errno` has it.
  public let code: Int32

  init(_ code: Int32) { self.code = code }

  /// That of the call that failed last on this thread.
  static var current: POSIXFailure { POSIXFailure(errno) }
}

extension POSIXFailure: CustomStringConvertible {
  /// The system's words, such as "Permission denied".
  public var description: String { String(cString: strerror(code)) }
}
