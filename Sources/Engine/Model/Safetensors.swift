import Foundation

/// A safetensors file: named tensors and a dictionary of text.
///
/// Layout: eight bytes with the little-endian length of a JSON header, the header, then the
/// tensors' bytes, each at the offsets the header gives. Source: the format's specification,
/// github.com/huggingface/safetensors.
public struct Safetensors: Equatable, Sendable {
  /// One tensor, its numbers converted to floats.
  public struct Tensor: Equatable, Sendable {
    public var name: String
    /// The length of each dimension; empty for a single number.
    public var shape: [Int]
    /// Row-major, as many as the shape's product.
    public var values: [Float]

    /// - Precondition: The shape holds all values.
    public init(name: String, shape: [Int], values: [Float]) {
      precondition(shape.reduce(1, *) == values.count, "the shape holds all values")
      self.name = name
      self.shape = shape
      self.values = values
    }
  }

  /// The header's `__metadata__`.
  public var metadata: [String: String]
  /// In the order of their bytes.
  public var tensors: [Tensor]

  public init(metadata: [String: String] = [:], tensors: [Tensor]) {
    self.metadata = metadata
    self.tensors = tensors
  }

  /// The largest header that is read, in bytes: the limit of the reference implementation.
  static let largestHeader = 100_000_000
}

extension Safetensors {
  /// Reads a file's bytes.
  /// - Throws: `CheckpointError` where the header or an offset is wrong, or a type is not a float.
  public init(_ bytes: Data) throws(CheckpointError) {
    guard bytes.count >= 8 else { throw .tooShort(expected: 8, found: bytes.count) }
    let length = bytes.prefix(8).reversed().reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
    guard length <= UInt64(min(bytes.count - 8, Self.largestHeader)) else {
      throw .headerTooLong(promised: length, found: bytes.count - 8)
    }
    let start = bytes.startIndex + 8 + Int(length)
    let header = try Self.header(bytes[bytes.startIndex + 8..<start])
    let body = bytes[start...]
    metadata = [:]
    var entries: [(range: Range<Int>, entry: Entry)] = []
    for (name, value) in header {
      if name == "__metadata__" {
        guard let text = value as? [String: String] else { throw .malformedEntry(name) }
        metadata = text
      } else {
        let entry = try Entry(name: name, json: value)
        entries.append((entry.range, entry))
      }
    }
    entries.sort {
      ($0.range.lowerBound, $0.range.upperBound, $0.entry.name)
        < ($1.range.lowerBound, $1.range.upperBound, $1.entry.name)
    }
    var position = 0
    tensors = []
    for (range, entry) in entries {
      guard range.lowerBound == position, range.upperBound <= body.count else {
        throw .badOffsets(
          tensor: entry.name, range: range, expectedStart: position, bytes: body.count)
      }
      position = range.upperBound
      let slice = body[body.startIndex + range.lowerBound..<body.startIndex + range.upperBound]
      tensors.append(
        Tensor(name: entry.name, shape: entry.shape, values: entry.type.floats(slice)))
    }
    guard position == body.count else {
      throw .trailingBytes(expected: position, found: body.count)
    }
  }

  private static func header(_ bytes: Data) throws(CheckpointError) -> [String: Any] {
    guard let json = try? JSONSerialization.jsonObject(with: bytes) as? [String: Any] else {
      throw .headerNotJSON
    }
    return json
  }

  /// The file's bytes; the same tensors and metadata always give the same.
  public func encoded() -> Data {
    var body = Data()
    var entries: [String] = []
    if !metadata.isEmpty {
      let pairs = metadata.sorted { $0.key < $1.key }.map {
        "\(quoted($0.key)):\(quoted($0.value))"
      }
      entries.append("\"__metadata__\":{\(pairs.joined(separator: ","))}")
    }
    for tensor in tensors {
      let start = body.count
      for value in tensor.values {
        withUnsafeBytes(of: value.bitPattern.littleEndian) { body.append(contentsOf: $0) }
      }
      let shape = tensor.shape.map(String.init).joined(separator: ",")
      entries.append(
        "\(quoted(tensor.name)):{\"dtype\":\"F32\",\"shape\":[\(shape)],"
          + "\"data_offsets\":[\(start),\(body.count)]}")
    }
    var header = Data("{\(entries.joined(separator: ","))}".utf8)
    // The tensors start at a multiple of eight bytes, as readers that map the file expect.
    while header.count % 8 != 0 { header.append(UInt8(ascii: " ")) }
    var bytes = Data()
    withUnsafeBytes(of: UInt64(header.count).littleEndian) { bytes.append(contentsOf: $0) }
    return bytes + header + body
  }

  private func quoted(_ text: String) -> String {
    guard let data = try? JSONEncoder().encode(text) else { return "\"\"" }
    return String(decoding: data, as: UTF8.self)
  }
}

/// What the header says of one tensor.
private struct Entry {
  let name: String
  let type: TensorType
  let shape: [Int]
  let range: Range<Int>

  init(name: String, json: Any) throws(CheckpointError) {
    guard let fields = json as? [String: Any], let code = fields["dtype"] as? String,
      let shape = fields["shape"] as? [Int], let offsets = fields["data_offsets"] as? [Int],
      offsets.count == 2, offsets[0] >= 0, offsets[0] <= offsets[1],
      shape.allSatisfy({ $0 >= 0 })
    else { throw .malformedEntry(name) }
    guard let type = TensorType(rawValue: code) else {
      throw .unsupportedType(tensor: name, found: code)
    }
    var bytes = type.size
    for length in shape {
      let (product, overflow) = bytes.multipliedReportingOverflow(by: length)
      // Also where a length of 0 is still to come: nobody writes such a shape.
      guard !overflow else {
        throw .wrongSize(tensor: name, expected: .max, found: offsets[1] - offsets[0])
      }
      bytes = product
    }
    guard bytes == offsets[1] - offsets[0] else {
      throw .wrongSize(tensor: name, expected: bytes, found: offsets[1] - offsets[0])
    }
    self.name = name
    self.type = type
    self.shape = shape
    range = offsets[0]..<offsets[1]
  }
}

/// The number types that are read.
private enum TensorType: String {
  case float16 = "F16"
  case bfloat16 = "BF16"
  case float32 = "F32"
  case float64 = "F64"

  /// Bytes in a number.
  var size: Int {
    switch self {
    case .float16, .bfloat16: 2
    case .float32: 4
    case .float64: 8
    }
  }

  /// The numbers of little-endian bytes, nearest float each.
  func floats(_ bytes: Data) -> [Float] {
    bytes.withUnsafeBytes { raw in
      (0..<raw.count / size).map { index in
        let offset = index * size
        return switch self {
        case .float32:
          Float(
            bitPattern: .init(
              littleEndian: raw.loadUnaligned(fromByteOffset: offset, as: UInt32.self)))
        case .float64:
          Float(
            Double(
              bitPattern: .init(
                littleEndian: raw.loadUnaligned(fromByteOffset: offset, as: UInt64.self))))
        case .bfloat16:
          Float(
            bitPattern: UInt32(
              UInt16(littleEndian: raw.loadUnaligned(fromByteOffset: offset, as: UInt16.self)))
              << 16)
        case .float16:
          float(
            half: UInt16(littleEndian: raw.loadUnaligned(fromByteOffset: offset, as: UInt16.self)))
        }
      }
    }
  }
}

/// The value of an IEEE 754 half-precision number, which not every processor's Swift has a type for.
private func float(half bits: UInt16) -> Float {
  let exponent = Int(bits >> 10 & 0x1F)
  let fraction = Float(bits & 0x3FF) / 1024
  let magnitude: Float =
    switch exponent {
    case 0: fraction * 0x1p-14
    case 31: fraction == 0 ? .infinity : .nan
    default: (1 + fraction) * Float(sign: .plus, exponent: exponent - 15, significand: 1)
    }
  return bits >> 15 == 0 ? magnitude : -magnitude
}
