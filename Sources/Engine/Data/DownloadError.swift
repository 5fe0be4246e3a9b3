/// Why a download did not end well.
public enum DownloadError: Error, Hashable, Sendable {
  /// It was cancelled; what had arrived stays, and the next download goes on from there.
  case cancelled
  /// No mirror delivered a file.
  case unavailable(file: DatasetFile, directory: String, attempts: [DownloadAttempt])
  /// A file or a directory cannot be written, for this reason.
  case storage(path: String, reason: String)
  /// Another download is writing this file.
  case busy(path: String)
}

/// One attempt at a mirror, and how it failed.
public struct DownloadAttempt: Hashable, Sendable {
  /// The address of the file at the mirror.
  public let address: String
  /// What went wrong there.
  public let fault: DownloadFault

  /// An attempt that failed.
  public init(address: String, fault: DownloadFault) {
    self.address = address
    self.fault = fault
  }
}

/// What can go wrong at a mirror.
///
/// Lengths are in bytes, of the whole file.
public enum DownloadFault: Error, Hashable, Sendable {
  /// The address is not one of the web.
  case badAddress
  /// The server answered with this HTTP status, neither 200 nor 206.
  case status(Int)
  /// The server went on from another byte than was asked for.
  case wrongRange(expected: Int)
  /// The server announced another length, or sent more than it should.
  case wrongLength(expected: Int, found: Int)
  /// The transfer ended before the file did.
  case truncated(expected: Int, found: Int)
  /// Nothing arrived for so long.
  case stalled(after: Duration, found: Int)
  /// There was no connection, or it broke off, for this reason.
  case connection(reason: String, found: Int)
  /// The whole file arrived, but with another hash.
  case wrongDigest(expected: SHA256.Digest, found: SHA256.Digest)
}
