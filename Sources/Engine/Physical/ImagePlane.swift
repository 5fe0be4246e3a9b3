/// One channel of one image, row after row.
struct ImagePlane {
  let width: Int
  let values: [Float]

  var height: Int { values.count / width }

  /// A pixel; the nearest where there is none.
  subscript(clamped x: Int, y: Int) -> Float {
    values[min(max(y, 0), height - 1) * width + min(max(x, 0), width - 1)]
  }

  /// A pixel; 0 where there is none.
  private func pixel(_ x: Int, _ y: Int) -> Float {
    (0..<width).contains(x) && (0..<height).contains(y) ? values[y * width + x] : 0
  }

  /// The same plane with other pixels.
  func redrawn(_ pixel: (_ x: Int, _ y: Int) -> Float) -> ImagePlane {
    ImagePlane(
      width: width, values: values.indices.map { pixel($0 % width, $0 / width) })
  }

  /// Between the centres of four pixels, in proportion (bilinear).
  func interpolated(_ x: Float, _ y: Float) -> Float {
    let (left, top) = (x.rounded(.down), y.rounded(.down))
    let (right, bottom) = (x - left, y - top)
    let (column, row) = (Int(left), Int(top))
    return (1 - bottom)
      * ((1 - right) * pixel(column, row) + right * pixel(column + 1, row))
      + bottom
      * ((1 - right) * pixel(column, row + 1) + right * pixel(column + 1, row + 1))
  }

  /// A smaller plane, each of whose pixels is the mean of the area that it covers.
  func shrunk(width newWidth: Int, height newHeight: Int) -> ImagePlane {
    /// The old pixels that a new one covers, with how much of each.
    func cover(_ place: Int, _ new: Int, _ old: Int) -> [(place: Int, share: Float)] {
      // In units of 1 / new of an old pixel, whole numbers are exact.
      let (start, end) = (place * old, (place + 1) * old)
      return (start / new..<(end + new - 1) / new).map { pixel in
        let covered = min(end, (pixel + 1) * new) - max(start, pixel * new)
        return (pixel, Float(covered) / Float(old))
      }
    }
    return ImagePlane(
      width: newWidth,
      values: (0..<newWidth * newHeight).map { index in
        cover(index / newWidth, newHeight, height).reduce(0) { sum, y in
          sum
            + y.share
            * cover(index % newWidth, newWidth, width).reduce(0) {
              $0 + $1.share * values[y.place * width + $1.place]
            }
        }
      })
  }
}
