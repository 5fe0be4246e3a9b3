import Foundation

/// Whole files in memory.
enum FileBytes {
  /// Reads a regular file.
  ///
  /// Its size is asked for first, so that neither a device nor an enormous file is ever read, and
  /// bytes that another program appends meanwhile are left out.
  ///
  /// - Parameter limit: The most bytes that the file may have.
  /// - Throws: `FileFault`.
  static func read(path: String, limit: Int) throws(FileFault) -> [UInt8] {
    // O_NONBLOCK keeps the opening of a named pipe from waiting for a writer.
    let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
    guard descriptor >= 0 else {
      throw errno == ENOENT ? .missing : .unreadable(reason: POSIXFailure.current.description)
    }
    defer { close(descriptor) }

    var status = stat()
    guard fstat(descriptor, &status) == 0 else {
      throw .unreadable(reason: POSIXFailure.current.description)
    }
    guard status.st_mode & S_IFMT == S_IFREG else { throw .notRegular }
    let size = Int(status.st_size)
    guard size <= limit else { throw .tooLarge(size: size, limit: limit) }
    return try bytes(descriptor, atMost: size)
  }

  private static func bytes(_ descriptor: Int32, atMost size: Int) throws(FileFault) -> [UInt8] {
    try [UInt8](capacity: size) { (output) throws(FileFault) in
      try output.withUnsafeMutableBufferPointer { (buffer, count) throws(FileFault) in
        while count < buffer.count {
          let got = Foundation.read(
            descriptor, buffer.baseAddress.map { $0 + count }, buffer.count - count)
          if got == 0 { return }
          if got > 0 {
            count += got
          } else if errno != EINTR {
            throw .unreadable(reason: POSIXFailure.current.description)
          }
        }
      }
    }
  }
}
