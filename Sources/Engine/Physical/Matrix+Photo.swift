import Foundation

/// Photo-like changes of batches of images, `[batch, shape.pixels]`, in 0…1; each returns as many.
extension Matrix {
  /// Weighted means of neighbours, by a normal kernel cut at three deviations; the edge goes on beyond
  /// the image.
  func blurred(_ shape: ImageShape, deviation: Float) -> Matrix {
    guard deviation > 0 else { return self }
    let reach = Int((3 * deviation).rounded(.up))
    let weights = (-reach...reach).map { expf(-Float($0 * $0) / (2 * deviation * deviation)) }
    let total = weights.reduce(0, +)
    func smoothed(_ plane: ImagePlane, _ x: Int, _ y: Int, _ dx: Int, _ dy: Int) -> Float {
      zip(-reach...reach, weights).reduce(0) {
        $0 + $1.1 * plane[clamped: x + $1.0 * dx, y + $1.0 * dy]
      } / total
    }
    return mapPlanes(shape) { plane in
      plane.redrawn { x, y in smoothed(plane, x, y, 1, 0) }
    }.mapPlanes(shape) { plane in
      plane.redrawn { x, y in smoothed(plane, x, y, 0, 1) }
    }
  }

  /// Drawn with a share of the rows and columns, each the mean of what it covers, and drawn as large as
  /// before again, with what lies between interpolated.
  ///
  /// - Precondition: The share is above 0, and at most 1.
  func resampledAndBack(_ shape: ImageShape, share: Float) -> Matrix {
    precondition(share > 0 && share <= 1, "a smaller image")
    let width = Swift.max(1, Int((Float(shape.width) * share).rounded()))
    let height = Swift.max(1, Int((Float(shape.height) * share).rounded()))
    return mapPlanes(shape) { plane in
      let small = plane.shrunk(width: width, height: height)
      let (across, down) = (
        Float(width) / Float(plane.width), Float(height) / Float(plane.height)
      )
      return plane.redrawn { x, y in
        // Centres of pixels keep their place.
        let (u, v) = ((Float(x) + 0.5) * across - 0.5, (Float(y) + 0.5) * down - 0.5)
        return small.interpolated(
          Swift.min(Swift.max(u, 0), Float(width - 1)),
          Swift.min(Swift.max(v, 0), Float(height - 1)))
      }
    }
  }

  /// Turned about the centre, anticlockwise as seen, with what lies between pixels interpolated; black
  /// comes in at the edges.
  func rotated(_ shape: ImageShape, degrees: Float) -> Matrix {
    let (sine, cosine) = (sinf(degrees * .pi / 180), cosf(degrees * .pi / 180))
    let (centreX, centreY) = (Float(shape.width - 1) / 2, Float(shape.height - 1) / 2)
    return mapPlanes(shape) { plane in
      plane.redrawn { x, y in
        let (u, v) = (Float(x) - centreX, Float(y) - centreY)
        // Rows count downwards: what comes here lies a clockwise turn away.
        return plane.interpolated(
          centreX + cosine * u - sine * v, centreY + sine * u + cosine * v)
      }
    }
  }

  /// What baseline JPEG leaves of each channel, at a quality from 1, the worst, to 100.
  func compressed(_ shape: ImageShape, quality: Int) -> Matrix {
    let compression = JPEGCompression(quality: quality)
    return mapPlanes(shape) { compression($0) }
  }

  /// Changes each channel of each image.
  private func mapPlanes(
    _ shape: ImageShape, _ change: (ImagePlane) -> ImagePlane
  ) -> Matrix {
    let size = shape.height * shape.width
    var result: [Float] = []
    result.reserveCapacity(values.count)
    for start in stride(from: 0, to: values.count, by: size) {
      result +=
        change(
          ImagePlane(width: shape.width, values: Array(values[start..<start + size]))
        ).values
    }
    return Matrix(rows: rows, columns: columns, values: result)
  }
}
