/// Gzip bytes in memory.
public enum Gzip {
  /// Whether bytes begin as gzip does: `1f 8b`.
  public static func isGzip(_ bytes: some Collection<UInt8>) -> Bool {
    bytes.starts(with: [0x1f, 0x8b])
  }

  /// The most bytes that compressed bytes can become.
  ///
  /// Deflate spends at least one bit on a match and a match is at most 258 bytes, two bits with its
  /// distance: 1032 to 1.
  static func inflatedBound(_ compressedCount: Int) -> Int {
    let (bound, overflow) = compressedCount.multipliedReportingOverflow(by: 1032)
    return overflow ? .max : bound
  }

  /// Inflates a whole gzip file.
  ///
  /// Memory grows with what really comes out, never with what was promised.
  ///
  /// - Parameter limit: The most bytes that may come out.
  /// - Throws: `GzipFault`, also where the content is longer than `limit`.
  public static func inflate(_ compressed: [UInt8], limit: Int) throws(GzipFault) -> [UInt8] {
    var reader = GzipReader(compressed)
    var content: [UInt8] = []
    while true {
      let piece = try [UInt8](capacity: 1 << 16) { (output) throws(GzipFault) in
        try reader.read(into: &output)
      }
      if piece.isEmpty { return content }
      guard piece.count <= limit - content.count else { throw .tooLong(limit: limit) }
      content += piece
    }
  }
}

/// What can be wrong with gzip bytes.
public enum GzipFault: Error, Hashable, Sendable {
  /// The bytes do not begin with gzip's magic number.
  case notGzip
  /// The bytes end before the compressed stream does; `inflated` bytes came out until then.
  case truncated(inflated: Int)
  /// The stream cannot be inflated, in zlib's words; `inflated` bytes came out until then.
  case corrupt(reason: String, inflated: Int)
  /// The content does not have the length and CRC-32 that the trailer states.
  case checksumMismatch
  /// Bytes that are not gzip follow the end of the stream.
  case trailingBytes(count: Int)
  /// The content is longer than the reader allows.
  case tooLong(limit: Int)
}
