/// Paints handwriting into a box, with grey edges.
///
/// For each pixel it keeps the distance from its centre to the nearest ink; a distance becomes a
/// grey level as a scanned edge does.
struct StrokeRasterizer {
  /// The width of the grey edge of the ink, in pixels; MNIST's share of grey pixels sets it.
  private static let edgeWidth: Float = 1.2

  /// How far each pixel's centre is outside the ink, `[20, 20]`, in pixels; negative inside.
  private var distances = [Float](repeating: .infinity, count: InkBox.side * InkBox.side)

  /// The handwriting, scaled until its ink just fits the box.
  static func paint(_ handwriting: Handwriting) -> InkBox {
    var rasterizer = StrokeRasterizer()
    let fit = Fit(handwriting)
    for stroke in handwriting.strokes {
      for (start, end) in zip(stroke, stroke.dropFirst()) {
        rasterizer.draw(
          from: fit.pixels(start.position), start.radius, to: fit.pixels(end.position), end.radius)
      }
    }
    return rasterizer.developed()
  }

  /// Lowers the distances around a straight piece, whose radius changes evenly along it.
  private mutating func draw(
    from start: SIMD2<Float>, _ startRadius: Float, to end: SIMD2<Float>, _ endRadius: Float
  ) {
    let reach = max(startRadius, endRadius) + Self.edgeWidth / 2
    let last = SIMD2<Float>(repeating: Float(InkBox.side - 1))
    let low = SIMD2<Int>(
      (pointwiseMin(start, end) - reach).rounded(.down).clamped(lowerBound: .zero, upperBound: last)
    )
    let high = SIMD2<Int>(
      (pointwiseMax(start, end) + reach).rounded(.up).clamped(lowerBound: .zero, upperBound: last))
    let along = end - start
    let squaredLength = max((along * along).sum(), .leastNormalMagnitude)
    for row in low.y...high.y {
      for column in low.x...high.x {
        let offset = SIMD2(Float(column), Float(row)) - start
        let fraction = min(max((offset * along).sum() / squaredLength, 0), 1)
        let gap = offset - fraction * along
        let radius = startRadius + fraction * (endRadius - startRadius)
        let distance = (gap * gap).sum().squareRoot() - radius
        let pixel = row * InkBox.side + column
        distances[pixel] = min(distances[pixel], distance)
      }
    }
  }

  /// The grey levels that the distances stand for.
  private func developed() -> InkBox {
    InkBox(
      greys: distances.map { distance in
        UInt8((255 * min(max(0.5 - distance / Self.edgeWidth, 0), 1)).rounded())
      })
  }
}

extension StrokeRasterizer {
  /// The scale and the shift that take handwriting to the pixels of the box.
  private struct Fit {
    private var scale: Float
    private var shift = SIMD2<Float>.zero

    /// Makes the ink as tall or as wide as the box, whichever comes first, and centres it.
    init(_ handwriting: Handwriting) {
      let (low, high) = Self.extent(of: handwriting, scale: 1, inked: false)
      let size = max((high - low).max(), 1e-3)
      let side = Float(InkBox.side)
      scale = side / size
      // The ink reaches past the line by the radius at the outermost points, and which points are
      // outermost depends on the scale: two corrections settle it.
      for _ in 0..<2 {
        let (low, high) = Self.extent(of: handwriting, scale: scale, inked: true)
        scale = max(scale + (side - (high - low).max()) / size, 1e-3)
      }
      let (inkLow, inkHigh) = Self.extent(of: handwriting, scale: scale, inked: true)
      // Half a pixel, since pixels are addressed by their centres.
      shift = (side - inkLow - inkHigh) / 2 - 0.5
    }

    func pixels(_ position: SIMD2<Float>) -> SIMD2<Float> { scale * position + shift }

    /// The corners of the smallest box around the line, or around its ink.
    private static func extent(
      of handwriting: Handwriting, scale: Float, inked: Bool
    ) -> (low: SIMD2<Float>, high: SIMD2<Float>) {
      var low = SIMD2<Float>(repeating: .infinity)
      var high = -low
      for stroke in handwriting.strokes {
        for point in stroke {
          let center = scale * point.position
          let radius = inked ? point.radius : 0
          low = pointwiseMin(low, center - radius)
          high = pointwiseMax(high, center + radius)
        }
      }
      return (low, high)
    }
  }
}
