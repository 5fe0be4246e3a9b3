import Foundation
import Testing

@testable import Engine

@Suite("IDXFile")
struct IDXFileTests {
  /// Reads bytes as a file would be read.
  private func read(
    _ bytes: [UInt8], _ content: IDXContent, limit: Int = IDXFile.defaultLimit
  ) throws -> IDXFile {
    try IDXFile(reading: GzipFile(bytes: bytes), expecting: content, limit: limit)
  }

  /// Expects the fault from the bytes as they are, and gzip.
  private func expect(
    _ fault: FileFault, _ bytes: [UInt8], _ content: IDXContent,
    limit: Int = IDXFile.defaultLimit, sourceLocation: SourceLocation = #_sourceLocation
  ) {
    for bytes in [bytes, gzip(bytes)] {
      #expect(throws: fault, sourceLocation: sourceLocation) {
        try read(bytes, content, limit: limit)
      }
    }
  }

  @Test("images of any height and width are read, plain and gzip", arguments: [(28, 28), (1, 9)])
  func images(height: Int, width: Int) throws {
    let bytes = SmallDataset.images(4, height: height, width: width)
    let plain = try read(bytes, .images)
    #expect(plain.dimensions == [4, height, width])
    #expect(plain.imageShape == ImageShape(height: height, width: width))
    #expect(plain.elements == Array(bytes.dropFirst(16)))
    #expect(try read(gzip(bytes), .images) == plain)
  }

  @Test("images with channels are read")
  func channels() throws {
    let file = try read(idx([2, 3, 1, 2], Array(0..<12)), .images)
    #expect(file.imageShape == ImageShape(channels: 3, height: 1, width: 2))
    #expect(file.count == 2)
    #expect(file.elements == Array(0..<12))
  }

  @Test("labels are read, plain and gzip, and have no shape")
  func labels() throws {
    let bytes = idx([3], [7, 2, 1])
    let file = try read(bytes, .labels)
    #expect(file.elements == [7, 2, 1])
    #expect(file.imageShape == nil)
    #expect(try read(gzip(bytes), .labels) == file)
  }

  @Test("the digest is that of the content, compressed or not")
  func digest() throws {
    let bytes = SmallDataset.images(4)
    #expect(try read(bytes, .images).contentDigest == SHA256.digest(of: bytes))
    #expect(try read(gzip(bytes), .images).contentDigest == SHA256.digest(of: bytes))
  }

  @Test("an empty file is called empty")
  func empty() {
    expect(.empty, [], .images)
    expect(.empty, [], .labels)
  }

  @Test("a header that breaks off is told by its length")
  func headerTruncated() {
    let bytes = SmallDataset.images(1)
    expect(.headerTruncated(expected: 8, found: 3), Array(bytes.prefix(3)), .images)
    expect(.headerTruncated(expected: 16, found: 15), Array(bytes.prefix(15)), .images)
    expect(.headerTruncated(expected: 8, found: 4), [0, 0, 8, 1], .labels)
  }

  @Test("any flipped bit of the magic number is found, whatever it turns into")
  func flippedMagic() {
    let bytes = SmallDataset.images(2)
    for bit in 0..<32 {
      var damaged = bytes
      damaged[bit / 8] ^= 0x80 >> (bit % 8)
      #expect(throws: FileFault.self, "bit \(bit)") { try read(damaged, .images) }
    }
    expect(
      .wrongMagic(expected: 0x803, found: 0x0100_0803), idx(magic: 0x0100_0803, [1], []), .images)
    expect(.wrongMagic(expected: 0x801, found: 0x802), idx(magic: 0x802, [1, 1], [1]), .labels)
    expect(.wrongMagic(expected: 0x803, found: 0x003), idx(magic: 0x003, [1, 1, 1], [1]), .images)
  }

  @Test("an element that is not a byte is named by its code", arguments: [0x09, 0x0B, 0x0E])
  func wrongElement(code: UInt8) {
    let bytes = idx(magic: UInt32(code) << 8 | 3, [1, 1, 1], [1])
    expect(.wrongElement(code: code), bytes, .images)
  }

  @Test("an image file where labels belong is told so, and the reverse")
  func mislabelled() {
    expect(.wrongContent(expected: .labels, found: .images), SmallDataset.images(2), .labels)
    expect(.wrongContent(expected: .images, found: .labels), SmallDataset.labels(2), .images)
  }

  @Test("a dimension of zero is refused")
  func zeroDimension() {
    expect(.zeroDimension([0, 5, 3]), idx([0, 5, 3], []), .images)
    expect(.zeroDimension([2, 0, 3]), idx([2, 0, 3], []), .images)
    expect(.zeroDimension([0]), idx([0], []), .labels)
  }

  @Test("a content that is a byte short or long is told by its length")
  func wrongLength() {
    let bytes = SmallDataset.images(2)
    expect(.truncated(expected: 30, found: 29), Array(bytes.dropLast()), .images)
    expect(.truncated(expected: 30, found: 0), Array(bytes.prefix(16)), .images)
    expect(.tooLong(expected: 30), bytes + [0], .images)
  }

  @Test("a header that promises terabytes is refused at once, without memory for them")
  func terabytes() {
    let header = idx([0xffff_ffff, 28, 28], [1, 2, 3])
    let dimensions = [0xffff_ffff, 28, 28]
    expect(
      .promisesTooMuch(dimensions: dimensions, limit: IDXFile.defaultLimit), header, .images)
    // Beyond what an integer counts, let alone memory.
    let all = [UInt32](repeating: .max, count: 4)
    expect(
      .promisesTooMuch(dimensions: all.map(Int.init), limit: .max), idx(all, []), .images,
      limit: .max)
    // Allowed by the limit, but not there: 3 TB would not fit here, so that asking would trap.
    expect(.truncated(expected: 0xffff_ffff * 784, found: 3), header, .images, limit: .max)
  }

  @Test("damaged compression is passed on")
  func gzipFaults() {
    let compressed = gzip(SmallDataset.images(2))
    #expect(throws: FileFault.gzip(.trailingBytes(count: 1))) {
      try read(compressed + [9], .images)
    }
    var damaged = compressed
    damaged[damaged.count - 8] ^= 1
    #expect(throws: FileFault.gzip(.checksumMismatch)) { try read(damaged, .images) }
    #expect {
      try read(Array(compressed.dropLast(9)), .images)
    } throws: { error in
      if case .gzip(.truncated) = error as? FileFault { true } else { false }
    }
  }

  @Test("a label that reaches the number of classes is named with its place")
  func labelRange() throws {
    let file = try read(idx([4], [9, 0, 10, 12]), .labels)
    #expect(throws: FileFault.labelOutOfRange(index: 2, label: 10, classes: 10)) {
      try file.checkLabels(classes: 10)
    }
    try file.checkLabels(classes: 13)
  }

  @Test("what is not a readable file is told apart, with its path")
  func paths() throws {
    let directory = try TemporaryDirectory()
    func expect(
      _ fault: FileFault, _ path: String, limit: Int = IDXFile.defaultLimit,
      sourceLocation: SourceLocation = #_sourceLocation
    ) {
      #expect(throws: DataError.file(path: path, fault), sourceLocation: sourceLocation) {
        try IDXFile(path: path, expecting: .labels, limit: limit)
      }
    }
    expect(.missing, directory.path("nothing"))
    expect(.notRegular, directory.path)
    expect(.notRegular, "/dev/zero")
    // A pipe without a writer must not be waited for.
    #expect(mkfifo(directory.path("pipe"), 0o600) == 0)
    expect(.notRegular, directory.path("pipe"))
    let file = try directory.write(idx([3], [1, 2, 3]), "labels")
    expect(.tooLarge(size: 11, limit: 10), file, limit: 10)
    #expect(try IDXFile(path: file, expecting: .labels).elements == [1, 2, 3])
  }

  @Test("a sparse file of a terabyte is refused unread")
  func sparse() throws {
    let directory = try TemporaryDirectory()
    let path = try directory.write(idx([3], [1, 2, 3]), "labels")
    try #require(truncate(path, 1 << 40) == 0)
    #expect(
      throws: DataError.file(path: path, .tooLarge(size: 1 << 40, limit: IDXFile.defaultLimit))
    ) {
      try IDXFile(path: path, expecting: .labels)
    }
  }
}
