import Foundation
import Testing

@testable import Engine

@Suite("Safetensors")
struct SafetensorsTests {
  private let file = Safetensors(
    metadata: ["b": "two", "a": "quote \" and é"],
    tensors: [
      .init(name: "w", shape: [2, 3], values: [1, -2, 3.5, 0, .pi, 1e-30]),
      .init(name: "s", shape: [], values: [7]),
    ])

  /// A file with a header given as text.
  private func file(header: String, body: [UInt8] = []) -> Data {
    var bytes = Data()
    withUnsafeBytes(of: UInt64(header.utf8.count).littleEndian) { bytes.append(contentsOf: $0) }
    return bytes + Data(header.utf8) + Data(body)
  }

  private func error(_ bytes: Data) -> CheckpointError? {
    do throws(CheckpointError) {
      _ = try Safetensors(bytes)
      return nil
    } catch {
      return error
    }
  }

  @Test("what is written is read back, bit for bit")
  func roundTrip() throws {
    #expect(try Safetensors(file.encoded()) == file)
  }

  @Test("the same tensors give the same bytes, and the tensors start at a multiple of eight")
  func deterministic() {
    let bytes = file.encoded()
    #expect(bytes == file.encoded())
    let length = bytes.prefix(8).reversed().reduce(0) { $0 << 8 | Int($1) }
    #expect((8 + length) % 8 == 0)
  }

  @Test("half, bfloat and double precision are converted")
  func types() throws {
    // 1, −2, the smallest positive, infinity; as IEEE 754 has them.
    let half: [UInt8] = [0x00, 0x3C, 0x00, 0xC0, 0x01, 0x00, 0x00, 0x7C]
    let read = try Safetensors(
      file(header: #"{"t":{"dtype":"F16","shape":[4],"data_offsets":[0,8]}}"#, body: half))
    #expect(read.tensors[0].values == [1, -2, 0x1p-24, .infinity])

    let bfloat: [UInt8] = [0x80, 0x3F, 0x49, 0xC0]
    let brain = try Safetensors(
      file(header: #"{"t":{"dtype":"BF16","shape":[2],"data_offsets":[0,4]}}"#, body: bfloat))
    #expect(brain.tensors[0].values == [1, -3.140625])

    let double: [UInt8] = [0, 0, 0, 0, 0, 0, 0xF8, 0x3F]
    let wide = try Safetensors(
      file(header: #"{"t":{"dtype":"F64","shape":[1],"data_offsets":[0,8]}}"#, body: double))
    #expect(wide.tensors[0].values == [1.5])
  }

  @Test("every half-precision number is the one its processor has")
  func half() throws {
    #if arch(arm64) || arch(x86_64)
      var body: [UInt8] = []
      for bits in UInt16.min...UInt16.max { body += [UInt8(bits & 255), UInt8(bits >> 8)] }
      let read = try Safetensors(
        file(
          header: #"{"t":{"dtype":"F16","shape":[65536],"data_offsets":[0,131072]}}"#, body: body))
      for bits in UInt16.min...UInt16.max where bits & 0x7C00 != 0x7C00 {
        let sign: Float = bits >> 15 == 0 ? 1 : -1
        let exponent = Int(bits >> 10 & 31)
        let fraction = Float(bits & 1023)
        let expected =
          exponent == 0
          ? fraction * 0x1p-24 : (1024 + fraction) * Float(pow(2, Double(exponent - 25)))
        #expect(read.tensors[0].values[Int(bits)] == sign * expected)
      }
    #endif
  }

  @Test("an empty or very short file is refused", arguments: [0, 1, 7])
  func short(count: Int) {
    #expect(error(Data(repeating: 0, count: count)) == .tooShort(expected: 8, found: count))
  }

  @Test("every truncation of a good file is refused")
  func truncated() {
    let bytes = file.encoded()
    for count in 0..<bytes.count { #expect(error(bytes.prefix(count)) != nil, "cut at \(count)") }
    #expect(error(bytes + [0]) == .trailingBytes(expected: 28, found: 29))
  }

  @Test("a flipped bit anywhere in the header never crashes the reader")
  func flipped() {
    let bytes = file.encoded()
    var refused = 0
    for position in 0..<bytes.count - 28 {
      for bit in 0..<8 {
        var damaged = bytes
        damaged[position] ^= 1 << bit
        if error(damaged) != nil { refused += 1 }
      }
    }
    #expect(refused > 500)
  }

  @Test("a header that promises terabytes is refused before anything is set aside")
  func terabytes() {
    var bytes = Data(repeating: 0, count: 64)
    bytes.replaceSubrange(0..<8, with: [0, 0, 0, 0, 0, 0, 0, 0x7F])
    #expect(error(bytes) == .headerTooLong(promised: 0x7F00_0000_0000_0000, found: 56))
    let header = #"{"t":{"dtype":"F32","shape":[1099511627776,1024],"data_offsets":[0,4]}}"#
    #expect(
      error(file(header: header, body: [0, 0, 0, 0]))
        == .wrongSize(tensor: "t", expected: 1_099_511_627_776 * 1024 * 4, found: 4))
    let overflow = #"{"t":{"dtype":"F32","shape":[4611686018427387904,8],"data_offsets":[0,4]}}"#
    #expect(
      error(file(header: overflow, body: [0, 0, 0, 0]))
        == .wrongSize(tensor: "t", expected: .max, found: 4))
    let empty = #"{"t":{"dtype":"F32","shape":[4611686018427387904,8,0],"data_offsets":[0,0]}}"#
    #expect(error(file(header: empty)) == .wrongSize(tensor: "t", expected: .max, found: 0))
  }

  @Test(
    "a header that does not describe tensors is refused",
    arguments: [
      "[]", "{", "null", #"{"t":3}"#, #"{"__metadata__":{"a":1}}"#,
      #"{"t":{"dtype":"F32","shape":[-1],"data_offsets":[0,0]}}"#,
      #"{"t":{"dtype":"F32","shape":[1],"data_offsets":[4,0]}}"#,
      #"{"t":{"dtype":"F32","shape":[1],"data_offsets":[0]}}"#,
      #"{"t":{"dtype":"I64","shape":[1],"data_offsets":[0,8]}}"#,
      #"{"t":{"dtype":"F32","shape":[1],"data_offsets":[4,8]}}"#,
    ])
  func malformed(header: String) {
    #expect(error(file(header: header, body: Array(repeating: 0, count: 8))) != nil)
  }

  @Test("tensors that overlap are refused, with the one at fault")
  func overlap() {
    let header =
      #"{"a":{"dtype":"F32","shape":[1],"data_offsets":[0,4]},"#
      + #""b":{"dtype":"F32","shape":[1],"data_offsets":[2,6]}}"#
    #expect(
      error(file(header: header, body: Array(repeating: 0, count: 6)))
        == .badOffsets(tensor: "b", range: 2..<6, expectedStart: 4, bytes: 6))
  }
}
