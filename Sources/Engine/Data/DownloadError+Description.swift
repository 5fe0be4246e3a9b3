extension DownloadError: CustomStringConvertible {
  /// What was tried, and what to do next.
  public var description: String {
    switch self {
    case .cancelled:
      "the download was cancelled. Start it again to go on from where it stopped."
    case .unavailable(let file, let directory, let attempts):
      """
      expected \(file.archiveName) from one of the mirrors, found none that delivers it:
      \(attempts.map { "  \($0.address): \($0.fault)" }.joined(separator: "\n"))
      Try again later, or put the four files \
      (\(DatasetFile.allCases.map(\.archiveName).joined(separator: ", "))) into \(directory) by \
      hand, or name a directory that has them with --data.
      """
    case .storage(let path, let reason):
      """
      expected to write \(path), found: \(reason). Make room, correct the permissions or name \
      another directory with --data, then try again.
      """
    case .busy(let path):
      """
      expected \(path) to be free, found another download writing it. Wait for that one, or stop it.
      """
    }
  }
}

extension DownloadFault: CustomStringConvertible {
  /// What was expected and what was found.
  public var description: String {
    switch self {
    case .badAddress: "expected an http or https address, found another"
    case .status(let code): "expected HTTP status 200 or 206, found \(code)"
    case .wrongRange(let expected):
      "expected the rest from byte \(expected.grouped) on, found another part"
    case .wrongLength(let expected, let found):
      "expected \(expected.grouped) bytes, found \(found.grouped)"
    case .truncated(let expected, let found):
      "expected \(expected.grouped) bytes, found the end after \(found.grouped)"
    case .stalled(let time, let found):
      """
      expected data, found none for \(time.formatted(.units(allowed: [.seconds, .milliseconds]))) \
      after \(found.grouped) bytes
      """
    case .connection(let reason, let found):
      "expected a steady connection, found: \(reason) (after \(found.grouped) bytes)"
    case .wrongDigest(let expected, let found):
      "expected SHA-256 \(expected), found \(found)"
    }
  }
}
