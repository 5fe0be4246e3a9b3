import Glibc

/// A file descriptor that becomes readable when there is news, for a front end's `poll`.
public final class WakeUp: Sendable {
  /// Readable while there is news that `clear` has not taken.
  public let descriptor: Int32
  private let writeEnd: Int32

  /// - Precondition: The process can still open two file descriptors.
  public init() {
    var ends: [Int32] = [-1, -1]
    precondition(pipe(&ends) == 0, "no file descriptor left")
    for end in ends {
      _ = fcntl(end, F_SETFL, O_NONBLOCK)
      _ = fcntl(end, F_SETFD, FD_CLOEXEC)
    }
    (descriptor, writeEnd) = (ends[0], ends[1])
  }

  deinit {
    close(descriptor)
    close(writeEnd)
  }

  /// Makes the descriptor readable; a pipe that is full already is.
  func signal() {
    var byte: UInt8 = 1
    _ = write(writeEnd, &byte, 1)
  }

  /// Makes the descriptor unreadable until the next signal.
  func clear() {
    var bytes = [UInt8](repeating: 0, count: 256)
    while read(descriptor, &bytes, bytes.count) == bytes.count {}
  }
}
