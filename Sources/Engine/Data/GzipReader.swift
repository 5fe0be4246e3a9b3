import CZlib

/// Inflates gzip bytes a piece at a time, into memory that the caller provides.
///
/// Several members one after another are one content, as RFC 1952 §2.2 says.
struct GzipReader: ~Copyable {
  private let compressed: [UInt8]
  private var consumed = 0
  private var produced = 0
  private var isAtEnd = false
  /// On the heap, because zlib remembers the address of the stream it was given.
  private let stream: UnsafeMutablePointer<z_stream>

  init(_ compressed: [UInt8]) {
    self.compressed = compressed
    stream = .allocate(capacity: 1)
    stream.initialize(to: z_stream())
    // 15 is the largest window; 16 more asks for a gzip header and a checked trailer.
    let status = inflateInit2_(
      stream, 15 + 16, ZLIB_VERSION, Int32(MemoryLayout<z_stream>.size))
    precondition(status == Z_OK, "zlib starts")
  }

  deinit {
    inflateEnd(stream)
    stream.deinitialize(count: 1)
    stream.deallocate()
  }

  /// Fills the output; it stays partly empty only where the content ends, with its checksum right.
  mutating func read(into output: inout OutputSpan<UInt8>) throws(GzipFault) {
    guard Gzip.isGzip(compressed) else { throw .notGzip }
    while !output.isFull, !isAtEnd {
      switch step(into: &output) {
      case Z_OK: continue
      case Z_STREAM_END: try endMember()
      // No progress although there is room: the input ran out.
      case Z_BUF_ERROR: throw .truncated(inflated: produced)
      default: throw fault()
      }
    }
  }

  /// Calls zlib once, with all the input and all the room there is; returns zlib's code.
  private mutating func step(into output: inout OutputSpan<UInt8>) -> Int32 {
    let stream = stream
    let available = UInt32(clamping: compressed.count - consumed)
    let room = UInt32(clamping: output.freeCapacity)
    let status = compressed.withUnsafeBufferPointer { input in
      output.withUnsafeMutableBufferPointer { buffer, count in
        // zlib takes its input through a mutable pointer and leaves it as it is.
        stream.pointee.next_in = UnsafeMutablePointer(
          mutating: input.baseAddress.map { $0 + consumed })
        stream.pointee.avail_in = available
        stream.pointee.next_out = buffer.baseAddress.map { $0 + count }
        stream.pointee.avail_out = room
        let status = CZlib.inflate(stream, Z_NO_FLUSH)
        count += Int(room - stream.pointee.avail_out)
        return status
      }
    }
    consumed += Int(available - stream.pointee.avail_in)
    produced += Int(room - stream.pointee.avail_out)
    return status
  }

  /// Goes on to the next member, or to the end of the file.
  private mutating func endMember() throws(GzipFault) {
    let rest = compressed[consumed...]
    if rest.isEmpty {
      isAtEnd = true
    } else if Gzip.isGzip(rest) {
      inflateReset(stream)
    } else {
      throw .trailingBytes(count: rest.count)
    }
  }

  private func fault() -> GzipFault {
    let reason = stream.pointee.msg.map { String(cString: $0) } ?? "unknown error"
    return switch reason {
    case "incorrect data check", "incorrect length check": .checksumMismatch
    default: .corrupt(reason: reason, inflated: produced)
    }
  }
}
