import Foundation

/// Where results go.
enum StandardOutput {
  /// Writes all of a text; fails where the other end takes no more, such as on a full disk.
  static func write(_ text: String) throws {
    var bytes = Array(text.utf8)[...]
    while !bytes.isEmpty {
      let count = bytes.withUnsafeBytes {
        Foundation.write(STDOUT_FILENO, $0.baseAddress, $0.count)
      }
      if count >= 0 {
        bytes = bytes.dropFirst(count)
      } else if errno != EINTR {
        throw OutputError.notWritten(reason: String(cString: strerror(errno)))
      }
    }
  }

  /// Writes a value as one line of JSON, its keys in alphabetical order.
  static func writeJSON(_ value: some Encodable) throws {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    try write(String(decoding: encoder.encode(value), as: UTF8.self) + "\n")
  }
}

/// Why a result could not be given.
enum OutputError: Error, Equatable, CustomStringConvertible {
  case notWritten(reason: String)

  var description: String {
    switch self {
    case .notWritten(let reason): "the result could not be written: \(reason)"
    }
  }
}
