import Foundation

/// Writes a file so that it is there whole or not at all.
///
/// The bytes go to a new file beside it, are flushed to the disk, and take the name in one step:
/// when the disk is full or the power fails, what was there before stays. Only a regular file is
/// ever replaced, and its permissions pass to the new one. A symbolic link stays a link: what it
/// leads to is written.
public enum AtomicFile {
  /// Writes bytes to a path.
  ///
  /// - Throws: `WriteFault`; what was there before is then untouched, and nothing is left beside it.
  public static func write(_ bytes: Data, to path: String) throws(WriteFault) {
    let target = try followingLinks(path)
    let replaced = try replaceable(target)
    // A name of its own, so that nothing that has the name already can be written through.
    let temporary = "\(target).\(String(UInt32.random(in: 0 ... .max), radix: 36)).partial"
    let file = open(temporary, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0o666)
    guard file >= 0 else { throw .system(.current) }
    do throws(POSIXFailure) {
      try fill(file, with: bytes, like: replaced)
      guard rename(temporary, target) == 0 else { throw .current }
    } catch {
      unlink(temporary)
      throw .system(error)
    }
    flushDirectory(of: target)
  }

  /// Finds out before long work, not after it, that its result can't be written.
  ///
  /// - Throws: `WriteFault`, as `write` would.
  public static func requireWritable(_ path: String) throws(WriteFault) {
    let target = try followingLinks(path)
    _ = try replaceable(target)
    guard access(directory(of: target), W_OK) == 0 else { throw .system(.current) }
  }

  /// Makes a new name itself last; a file system that can't is no reason to fail.
  static func flushDirectory(of path: String) {
    let directory = open(directory(of: path), O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    guard directory >= 0 else { return }
    fsync(directory)
    close(directory)
  }

  private static func directory(of path: String) -> String {
    URL(fileURLWithPath: path).deletingLastPathComponent().path
  }

  /// Where a path leads in the end; nothing need be there yet.
  private static func followingLinks(_ path: String) throws(WriteFault) -> String {
    var path = path
    // As many as the system itself follows.
    for _ in 0...40 {
      guard let next = try? FileManager.default.destinationOfSymbolicLink(atPath: path) else {
        return path
      }
      path = next.hasPrefix("/") ? next : directory(of: path) + "/" + next
    }
    throw .system(POSIXFailure(ELOOP))
  }

  /// What is known of the file that a new one would replace; `nil` where there is none.
  private static func replaceable(_ path: String) throws(WriteFault) -> stat? {
    var status = stat()
    guard stat(path, &status) == 0 else {
      guard errno == ENOENT else { throw .system(.current) }
      return nil
    }
    guard status.st_mode & S_IFMT == S_IFREG else { throw .notRegular }
    // Renaming would not ask for this.
    guard access(path, W_OK) == 0 else { throw .system(.current) }
    return status
  }

  /// Writes all bytes, flushes them and closes the file, whatever happens.
  private static func fill(
    _ file: Int32, with bytes: Data, like replaced: stat?
  ) throws(POSIXFailure) {
    var failure: POSIXFailure?
    if let replaced {
      // Only root may give a file away; else it is the writer's, as any new file.
      _ = fchown(file, replaced.st_uid, replaced.st_gid)
      if fchmod(file, replaced.st_mode & 0o777) != 0 { failure = .current }
    }
    bytes.withUnsafeBytes { raw in
      var rest = raw[...]
      while failure == nil, !rest.isEmpty {
        let written = Glibc.write(
          file, UnsafeRawBufferPointer(rebasing: rest).baseAddress, rest.count)
        if written >= 0 {
          rest = rest.dropFirst(written)
        } else if errno != EINTR {
          failure = .current
        }
      }
    }
    if failure == nil, fsync(file) != 0 { failure = .current }
    if close(file) != 0, failure == nil { failure = .current }
    if let failure { throw failure }
  }
}

/// Why a file could not be written.
public enum WriteFault: Error, Equatable, Sendable {
  /// Something that is no file has the name.
  case notRegular
  /// The system refused.
  case system(POSIXFailure)
}

extension WriteFault: CustomStringConvertible {
  /// What was found.
  public var description: String {
    switch self {
    case .notRegular: "it is a directory, pipe, socket or device, not a file"
    case .system(let failure): failure.description
    }
  }
}
