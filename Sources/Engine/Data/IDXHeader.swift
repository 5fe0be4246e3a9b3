/// The header of an IDX file of bytes: a magic number, then each dimension, all big-endian.
///
/// Source: LeCun, Cortes and Burges, "The MNIST database of handwritten digits", section "the IDX
/// file format".
struct IDXHeader: Hashable, Sendable {
  /// The type code of unsigned bytes, the only one read here.
  static let unsignedByte: UInt8 = 0x08
  /// The further type codes of the format: Int8, Int16, Int32, Float and Double.
  static let otherElements: Set<UInt8> = [0x09, 0x0B, 0x0C, 0x0D, 0x0E]

  /// The number of elements along each dimension, the first one counting images or labels.
  let dimensions: [Int]

  /// The number of bytes of the header itself.
  var length: Int { 4 + 4 * dimensions.count }

  /// The number of bytes that must follow; `Int.max` where it is beyond counting.
  var payload: Int {
    dimensions.reduce(1) { product, dimension in
      let (next, overflow) = product.multipliedReportingOverflow(by: dimension)
      return overflow ? .max : next
    }
  }

  /// The header as the file has it.
  var bytes: [UInt8] {
    [0, 0, Self.unsignedByte, UInt8(dimensions.count)]
      + dimensions.flatMap { dimension in
        stride(from: 24, through: 0, by: -8).map { UInt8(truncatingIfNeeded: dimension >> $0) }
      }
  }

  init(dimensions: [Int]) {
    self.dimensions = dimensions
  }

  /// Reads a header, and believes none of it beyond its own bytes.
  ///
  /// - Throws: `FileFault`, where this is no header, or that of another content.
  init(reading file: inout GzipFile, expecting content: IDXContent) throws(FileFault) {
    let magic = try file.bytes(4)
    guard !magic.isEmpty else { throw .empty }
    guard magic.count == 4 else { throw .headerTruncated(expected: 8, found: magic.count) }
    let rank = try Self.rank(magic, expecting: content)

    let sizes = try file.bytes(4 * rank)
    guard sizes.count == 4 * rank else {
      throw .headerTruncated(expected: 4 + 4 * rank, found: 4 + sizes.count)
    }
    dimensions = stride(from: 0, to: sizes.count, by: 4).map {
      Int(Self.bigEndian(sizes[$0..<$0 + 4]))
    }
    guard !dimensions.contains(0) else { throw .zeroDimension(dimensions) }
  }

  /// The number of dimensions, from the magic number: two zeros, the type code, the rank.
  private static func rank(
    _ magic: [UInt8], expecting expected: IDXContent
  ) throws(FileFault) -> Int {
    let unknown = FileFault.wrongMagic(expected: expected.magic, found: bigEndian(magic[...]))
    guard magic[0] == 0, magic[1] == 0 else { throw unknown }
    let rank = Int(magic[3])
    guard let content = IDXContent(rank: rank) else { throw unknown }
    guard magic[2] == unsignedByte else {
      throw otherElements.contains(magic[2]) ? .wrongElement(code: magic[2]) : unknown
    }
    guard content == expected else { throw .wrongContent(expected: expected, found: content) }
    return rank
  }

  private static func bigEndian(_ bytes: ArraySlice<UInt8>) -> UInt32 {
    bytes.reduce(0) { $0 << 8 | UInt32($1) }
  }
}

extension GzipFile {
  /// The next bytes; fewer than `count` where the content ends.
  mutating func bytes(_ count: Int) throws(FileFault) -> [UInt8] {
    do {
      return try [UInt8](capacity: count) { (output) throws(GzipFault) in
        try read(into: &output)
      }
    } catch {
      throw .gzip(error)
    }
  }
}
