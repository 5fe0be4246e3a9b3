import Foundation

/// Writes a file so that it is there whole or not at all.
///
/// The bytes go to a file beside it, are flushed to the disk, and take the name in one step: when
/// the disk is full or the power fails, what was there before stays.
public enum AtomicFile {
  /// Writes bytes to a path.
  /// - Throws: `POSIXFailure` with what the system said; what was there before is then untouched.
  public static func write(_ bytes: Data, to path: String) throws(POSIXFailure) {
    try write(bytes, to: path, through: "\(path).\(getpid()).partial")
  }

  /// - Parameter temporary: The file beside it.
  static func write(
    _ bytes: Data, to path: String, through temporary: String
  ) throws(POSIXFailure) {
    do throws(POSIXFailure) {
      try writeAndFlush(bytes, to: temporary)
      guard rename(temporary, path) == 0 else { throw POSIXFailure(errno) }
    } catch {
      unlink(temporary)
      throw error
    }
    flushDirectory(of: path)
  }

  private static func writeAndFlush(_ bytes: Data, to path: String) throws(POSIXFailure) {
    let file = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o644)
    guard file >= 0 else { throw POSIXFailure(errno) }
    var failure: POSIXFailure?
    bytes.withUnsafeBytes { raw in
      var rest = raw[...]
      while !rest.isEmpty {
        let written = Glibc.write(
          file, UnsafeRawBufferPointer(rebasing: rest).baseAddress, rest.count)
        if written < 0 {
          if errno == EINTR { continue }
          failure = POSIXFailure(errno)
          return
        }
        rest = rest.dropFirst(written)
      }
    }
    if failure == nil, fsync(file) != 0 { failure = POSIXFailure(errno) }
    if close(file) != 0, failure == nil { failure = POSIXFailure(errno) }
    if let failure { throw failure }
  }

  /// Makes the new name itself last; a file system that can't is no reason to fail.
  private static func flushDirectory(of path: String) {
    let directory = open(
      URL(fileURLWithPath: path).deletingLastPathComponent().path,
      O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    guard directory >= 0 else { return }
    fsync(directory)
    close(directory)
  }
}

/// What the system said when it refused something.
public struct POSIXFailure: Error, Equatable, CustomStringConvertible {
  /// The number, as `errno` has it.
  public let code: Int32

  init(_ code: Int32) { self.code = code }

  public var description: String { String(cString: strerror(code)) }
}
