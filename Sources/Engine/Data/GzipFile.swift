/// A file's content, inflated on the way where the file is gzip.
///
/// Which of the two it is, its first bytes say, not its name.
public struct GzipFile: ~Copyable {
  private let plain: [UInt8]
  private var position = 0
  private var inflated: GzipReader?

  /// The least and the most bytes that the content can have; one number where the file is plain.
  public let lengthBounds: ClosedRange<Int>

  /// Reads the bytes of a file.
  ///
  /// - Parameter limit: The most bytes that the file itself may have.
  /// - Throws: `FileFault`, where there is no such file, it cannot be read, or it is too large.
  public init(path: String, limit: Int) throws(FileFault) {
    self.init(bytes: try FileBytes.read(path: path, limit: limit))
  }

  /// Takes the bytes of a file that was read already.
  public init(bytes: [UInt8]) {
    if Gzip.isGzip(bytes) {
      plain = []
      inflated = GzipReader(bytes)
      lengthBounds = 0...Gzip.inflatedBound(bytes.count)
    } else {
      plain = bytes
      inflated = nil
      lengthBounds = bytes.count...bytes.count
    }
  }

  /// Fills the output with what follows; it stays partly empty only where the content ends.
  ///
  /// - Throws: `GzipFault`, never where the file is plain.
  public mutating func read(into output: inout OutputSpan<UInt8>) throws(GzipFault) {
    try inflated?.read(into: &output)
    let end = position + min(output.freeCapacity, plain.count - position)
    output.append(copying: plain[position..<end])
    position = end
  }
}

extension OutputSpan<UInt8> {
  /// Appends bytes, for which there must be room.
  fileprivate mutating func append(copying bytes: ArraySlice<UInt8>) {
    precondition(bytes.count <= freeCapacity, "there is room for the bytes")
    bytes.withUnsafeBufferPointer { bytes in
      withUnsafeMutableBufferPointer { buffer, count in
        guard let source = bytes.baseAddress, let target = buffer.baseAddress else { return }
        (target + count).update(from: source, count: bytes.count)
        count += bytes.count
      }
    }
  }
}
