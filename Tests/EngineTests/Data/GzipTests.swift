import Testing

@testable import Engine

@Suite("Gzip")
struct GzipTests {
  /// Partly compressible, and longer than one piece of reading.
  static let content = (0..<200_000).map { UInt8(truncatingIfNeeded: ($0 / 7) &* ($0 % 251)) }

  @Test("inflating undoes deflating", arguments: [0, 1, 65_535, 65_536, 65_537, 200_000])
  func roundTrip(count: Int) throws {
    let content = Array(Self.content.prefix(count))
    #expect(try Gzip.inflate(gzip(content), limit: count) == content)
  }

  @Test("inflating undoes our own deflating", arguments: [0, 1, 65_536, 200_000])
  func ownRoundTrip(count: Int) throws {
    let content = Array(Self.content.prefix(count))
    let compressed = Gzip.deflate(content)
    #expect(Gzip.isGzip(compressed))
    #expect(try Gzip.inflate(compressed, limit: count) == content)
  }

  @Test("members one after another are one content")
  func members() throws {
    let compressed = gzip([1, 2, 3]) + gzip([]) + gzip([4, 5])
    #expect(try Gzip.inflate(compressed, limit: 5) == [1, 2, 3, 4, 5])
  }

  @Test("content at the limit passes, one byte more does not")
  func limit() throws {
    let compressed = gzip([1, 2, 3])
    #expect(try Gzip.inflate(compressed, limit: 3) == [1, 2, 3])
    #expect(throws: GzipFault.tooLong(limit: 2)) { try Gzip.inflate(compressed, limit: 2) }
  }

  @Test("a bomb is refused as soon as it passes the limit, and not read on")
  func bomb() {
    var bomb = gzip([UInt8](repeating: 0, count: 50_000_000))
    #expect(bomb.count < 60_000)
    // Whoever inflates all of it finds the wrong checksum first.
    bomb[bomb.count - 8] ^= 1
    #expect(throws: GzipFault.tooLong(limit: 1000)) { try Gzip.inflate(bomb, limit: 1000) }
  }

  @Test("a stream cut anywhere is truncated")
  func truncated() {
    let compressed = gzip(Array(Self.content.prefix(5000)))
    for count in stride(from: 2, to: compressed.count, by: 97) {
      #expect {
        try Gzip.inflate(Array(compressed.prefix(count)), limit: 5000)
      } throws: { error in
        if case .truncated(let inflated) = error as? GzipFault { return inflated <= 5000 }
        return false
      }
    }
    // The trailer alone is missing: all came out, but nothing vouches for it.
    #expect(throws: GzipFault.truncated(inflated: 5000)) {
      try Gzip.inflate(Array(compressed.dropLast()), limit: 5000)
    }
  }

  @Test("a checksum or a length that does not fit is found", arguments: [8, 5, 4, 1])
  func checksum(fromEnd: Int) {
    var compressed = gzip([1, 2, 3])
    compressed[compressed.count - fromEnd] ^= 0x10
    #expect(throws: GzipFault.checksumMismatch) { try Gzip.inflate(compressed, limit: 100) }
  }

  @Test("one flipped bit anywhere past the header's free fields is found")
  func flippedBits() {
    let compressed = gzip(Array(Self.content.prefix(300)))
    for index in 10..<compressed.count {
      var damaged = compressed
      damaged[index] ^= 1
      #expect(throws: GzipFault.self, "byte \(index)") { try Gzip.inflate(damaged, limit: 100_000) }
    }
  }

  @Test("damage to the stream is told from a wrong checksum")
  func corrupt() {
    var compressed = gzip([1, 2, 3])
    // Block type 3 does not exist.
    compressed[10] |= 0b110
    #expect(throws: GzipFault.corrupt(reason: "invalid block type", inflated: 0)) {
      try Gzip.inflate(compressed, limit: 100)
    }
  }

  @Test("bytes after the stream are counted")
  func trailing() {
    #expect(throws: GzipFault.trailingBytes(count: 4)) {
      try Gzip.inflate(gzip([1, 2, 3]) + [0, 0, 0, 0], limit: 100)
    }
  }

  @Test(
    "bytes that are not gzip are told so", arguments: [[], [0x1f], [0, 0, 8, 3], [0x1f, 0x8c]])
  func notGzip(bytes: [UInt8]) {
    #expect(!Gzip.isGzip(bytes))
    #expect(throws: GzipFault.notGzip) { try Gzip.inflate(bytes, limit: 100) }
  }

  @Test("the bound on what may come out holds for the most compressible content")
  func bound() {
    let zeros = gzip([UInt8](repeating: 0, count: 10_000_000))
    #expect(Gzip.inflatedBound(zeros.count) >= 10_000_000)
    #expect(Gzip.inflatedBound(.max) == .max)
  }
}
