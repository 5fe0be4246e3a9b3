import Foundation
import Testing

@testable import Engine

@Suite("JPEG compression")
struct JPEGCompressionTests {
  private let side = JPEGCompression.side

  private func plane(_ bytes: [Int], width: Int = 8) -> ImagePlane {
    ImagePlane(width: width, values: bytes.map { Float($0) / 255 })
  }

  private func compress(_ bytes: [Int], width: Int = 8, quality: Int) -> [Int] {
    JPEGCompression(quality: quality)(plane(bytes, width: width)).values.map {
      Int(($0 * 255).rounded())
    }
  }

  private func noise(_ count: Int) -> [Int] {
    var generator = SeededGenerator(seed: 1)
    return (0..<count).map { _ in Int.random(in: 0...255, using: &generator) }
  }

  /// 128 plus so much of one pattern of the cosine transform.
  private func pattern(_ v: Int, _ u: Int, _ amplitude: Float) -> [Int] {
    (0..<64).map { place in
      let wave =
        JPEGCompression.transform[v * side + place / side]
        * JPEGCompression.transform[u * side + place % side]
      return Int((128 + amplitude * wave).rounded())
    }
  }

  @Test("the cosine transform is orthonormal")
  func orthonormal() {
    let rows = (0..<side).map { row in
      Array(JPEGCompression.transform[row * side..<(row + 1) * side])
    }
    for a in 0..<side {
      for b in 0..<side {
        let product = zip(rows[a], rows[b]).reduce(0) { $0 + $1.0 * $1.1 }
        #expect(abs(product - (a == b ? 1 : 0)) < 1e-6)
      }
    }
  }

  @Test("a quality scales the standard's table as libjpeg does")
  func steps() {
    let table = JPEGCompression.luminanceSteps.map(Float.init)
    #expect(JPEGCompression(quality: 50).steps == table)
    #expect(JPEGCompression(quality: 25).steps == table.map { 2 * $0 })
    #expect(JPEGCompression(quality: 10).steps == table.map { min(5 * $0, 255) })
    #expect(JPEGCompression(quality: 1).steps == Array(repeating: 255, count: 64))
    #expect(JPEGCompression(quality: 100).steps == Array(repeating: 1, count: 64))
    // 60 per cent of 16, 11 and 10, rounded.
    #expect(JPEGCompression(quality: 70).steps.prefix(3) == [10, 7, 6])
    #expect(JPEGCompression(quality: 30).steps.prefix(3) == [27, 18, 17])
  }

  @Test("grey stays grey, and at the best quality the same grey")
  func grey() {
    for shade in [0, 1, 77, 128, 255] {
      let bytes = Array(repeating: shade, count: 28 * 28)
      #expect(compress(bytes, width: 28, quality: 100) == bytes)
      for quality in [1, 30, 70] {
        let result = compress(bytes, width: 28, quality: quality)
        let step = Int(JPEGCompression(quality: quality).steps[0])
        // The mean is a coefficient over 8, and off by half of its step at most.
        #expect(Set(result).count == 1 && abs(result[0] - shade) <= step / 16 + 1)
      }
    }
  }

  @Test("at the best quality no byte is off by more than the coefficients' rounding allows")
  func best() {
    let bytes = noise(64 * 4)
    let result = compress(bytes, width: 16, quality: 100)
    // 64 coefficients, each off by a half at most, are a change of length 4 at most.
    #expect(zip(bytes, result).allSatisfy { abs($0 - $1) <= 4 })
    #expect(result != bytes)
  }

  @Test("a pattern of less than half a step is lost, one of a whole step is kept")
  func patterns() {
    for (v, u) in [(0, 1), (3, 2), (7, 7), (5, 0)] {
      let step = JPEGCompression(quality: 30).steps[v * side + u]
      #expect(Set(compress(pattern(v, u, 0.4 * step), quality: 30)) == [128])
      let kept = compress(pattern(v, u, step), quality: 30)
      #expect(zip(kept, pattern(v, u, step)).allSatisfy { abs($0 - $1) <= 1 })
      #expect(Set(kept).count > 1)
    }
  }

  @Test("a block that the image does not fill goes on as its last pixels")
  func edges() {
    let (width, height) = (11, 13)
    let bytes = noise(width * height)
    let padded = (0..<16 * 16).map { place in
      bytes[min(place / 16, height - 1) * width + min(place % 16, width - 1)]
    }
    let whole = compress(padded, width: 16, quality: 30)
    let expected = (0..<width * height).map { whole[$0 / width * 16 + $0 % width] }
    #expect(compress(bytes, width: width, quality: 30) == expected)
  }

  @Test("the worse the quality, the farther the image")
  func worse() {
    let bytes = noise(28 * 28)
    let errors = [100, 90, 70, 50, 30, 10].map { quality in
      zip(bytes, compress(bytes, width: 28, quality: quality)).reduce(0) {
        $0 + ($1.0 - $1.1) * ($1.0 - $1.1)
      }
    }
    #expect(errors == errors.sorted() && errors[0] < errors[5])
  }

  /// A block at quality 50, as a libjpeg decoder draws what a libjpeg encoder wrote of it.
  @Test("a block comes out as libjpeg draws it")
  func block() {
    let bytes = [
      52, 55, 61, 66, 70, 61, 64, 73,
      63, 59, 55, 90, 109, 85, 69, 72,
      62, 59, 68, 113, 144, 104, 66, 73,
      63, 58, 71, 122, 154, 106, 70, 69,
      67, 61, 68, 104, 126, 88, 68, 70,
      79, 65, 60, 70, 77, 68, 58, 75,
      85, 71, 64, 59, 55, 61, 65, 83,
      87, 79, 69, 68, 65, 76, 78, 94,
    ]
    let drawn = [
      62, 65, 57, 60, 72, 63, 60, 82,
      57, 55, 56, 82, 108, 87, 62, 71,
      58, 50, 60, 111, 148, 114, 67, 65,
      65, 55, 66, 120, 155, 114, 68, 70,
      70, 63, 67, 101, 122, 88, 60, 78,
      71, 71, 64, 70, 80, 62, 56, 81,
      75, 82, 67, 54, 63, 65, 66, 83,
      81, 94, 75, 54, 68, 81, 81, 87,
    ]
    #expect(compress(bytes, quality: 50) == drawn)
  }
}
