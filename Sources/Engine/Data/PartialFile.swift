import Foundation

/// A file that is still arriving, next to the place where it will be.
///
/// It is locked for as long as it is open, so that two downloads never write the same one. The
/// class owns the descriptor; every use of it is one call to the operating system.
final class PartialFile: Sendable {
  let path: String
  private let descriptor: Int32

  /// Opens the file, with what an earlier download left in it, or empty.
  ///
  /// - Throws: `DownloadError.storage` or `.busy`.
  init(path: String) throws(DownloadError) {
    self.path = path
    // Never through a link, nor a device or a pipe that has the name.
    descriptor = open(
      path, O_RDWR | O_CREAT | O_APPEND | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC, 0o666)
    guard descriptor >= 0 else {
      throw .storage(path: path, reason: POSIXFailure.current.description)
    }
    var status = stat()
    guard fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG else {
      throw .storage(path: path, reason: WriteFault.notRegular.description)
    }
    guard flock(descriptor, LOCK_EX | LOCK_NB) == 0 else {
      let isBusy = errno == EWOULDBLOCK
      throw isBusy
        ? .busy(path: path) : .storage(path: path, reason: POSIXFailure.current.description)
    }
  }

  deinit {
    if descriptor >= 0 { close(descriptor) }
  }

  /// The number of bytes that have arrived.
  var length: Int {
    var status = stat()
    return fstat(descriptor, &status) == 0 ? Int(status.st_size) : 0
  }

  /// Forgets what has arrived.
  func restart() throws(DownloadError) {
    try check(ftruncate(descriptor, 0))
  }

  /// Adds bytes at the end.
  func append(_ data: Data) throws(DownloadError) {
    var rest = data
    while !rest.isEmpty {
      let written = rest.withUnsafeBytes { write(descriptor, $0.baseAddress, $0.count) }
      if written >= 0 {
        rest = rest.dropFirst(written)
      } else if errno != EINTR {
        throw .storage(path: path, reason: POSIXFailure.current.description)
      }
    }
  }

  /// The hash of what has arrived.
  func digest() throws(DownloadError) -> SHA256.Digest {
    do {
      return SHA256.digest(of: try FileBytes.read(path: path, limit: length))
    } catch {
      throw .storage(path: path, reason: "\(error)")
    }
  }

  /// Puts the file in its place in one step, once its bytes are safely on the disk.
  func commit(to target: String) throws(DownloadError) {
    try check(fsync(descriptor))
    try check(rename(path, target))
    AtomicFile.flushDirectory(of: target)
  }

  /// Removes the file where nothing has arrived.
  func removeIfEmpty() {
    if length == 0 { unlink(path) }
  }

  private func check(_ status: Int32) throws(DownloadError) {
    guard status == 0 else { throw .storage(path: path, reason: POSIXFailure.current.description) }
  }
}
