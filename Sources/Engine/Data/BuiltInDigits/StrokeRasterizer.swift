import Foundation

/// Paints handwriting as MNIST's preprocessing does: fitted to a box of 20×20 pixels with its
/// proportions kept and its edges grey, then placed in 28×28 with its centre of mass in the centre.
///
/// Source: LeCun, Bottou, Bengio and Haffner, *Gradient-Based Learning Applied to Document
/// Recognition*, 1998, section III. MNIST moves digits by whole pixels, so that the centre of mass,
/// in coordinates where the first pixel is 0, lies within half a pixel of 14 both ways.
struct StrokeRasterizer {
  /// The side of the box that the ink fits in.
  static let boxSide = 20
  /// The pixel that the centre of mass rounds to, both ways.
  static let center: Float = 14

  /// How far each pixel's centre is outside the ink, `[20, 20]`, in pixels; negative inside.
  private var distances = [Float](
    repeating: .infinity, count: boxSide * boxSide)

  /// Paints onto `image`, `[28, 28]` bytes that were zero.
  static func paint(
    _ handwriting: Handwriting, style: HandwritingStyle,
    using generator: inout some RandomNumberGenerator,
    onto image: UnsafeMutableBufferPointer<UInt8>
  ) {
    var rasterizer = StrokeRasterizer()
    rasterizer.trace(handwriting, style: style)
    if tuning[13] > 0 { for i in rasterizer.distances.indices where abs(rasterizer.distances[i]) < 3 { rasterizer.distances[i] += tuning[13] * generator.normal() } }
    rasterizer.develop(style: style, onto: image)
  }

  /// Runs the pen along every stroke.
  private mutating func trace(_ handwriting: Handwriting, style: HandwritingStyle) {
    let first = handwriting.strokes[0][0]
    var (low, high) = (first, first)
    for point in handwriting.strokes.joined() {
      low = pointwiseMin(low, point)
      high = pointwiseMax(high, point)
    }
    let extent = high - low
    let side = Float(Self.boxSide)
    let scale = (side - style.penWidth) / max(extent.max(), 1e-3)
    let middle = (low + high) / 2
    for stroke in handwriting.strokes {
      var start = (stroke[0] - middle) * scale + side / 2 - 0.5
      var startRadius = style.radius(at: 0)
      for index in 1..<stroke.count {
        let end = (stroke[index] - middle) * scale + side / 2 - 0.5
        let endRadius = style.radius(at: Float(index) / Float(stroke.count - 1))
        trace(from: start, startRadius, to: end, endRadius)
        (start, startRadius) = (end, endRadius)
      }
    }
  }

  /// Lowers the distances around one segment, whose radius changes evenly along it.
  private mutating func trace(
    from start: SIMD2<Float>, _ startRadius: Float, to end: SIMD2<Float>, _ endRadius: Float
  ) {
    let reach = max(startRadius, endRadius) + 1.5
    let limit = Float(Self.boxSide - 1)
    let low = pointwiseMin(start, end) - reach
    let high = pointwiseMax(start, end) + reach
    let columns = Int(max(low.x.rounded(.up), 0))...Int(max(min(high.x, limit), 0))
    let rows = Int(max(low.y.rounded(.up), 0))...Int(max(min(high.y, limit), 0))
    let along = end - start
    let inverseLength = 1 / max((along * along).sum(), 1e-9)
    for row in rows {
      for column in columns {
        let offset = SIMD2(Float(column), Float(row)) - start
        let t = min(max((offset * along).sum() * inverseLength, 0), 1)
        let gap = offset - t * along
        let distance =
          (gap * gap).sum().squareRoot() - startRadius - t * (endRadius - startRadius)
        let index = row * Self.boxSide + column
        distances[index] = min(distances[index], distance)
      }
    }
  }

  /// Turns distances into grey levels and places the box so that its centre of mass is central.
  private func develop(style: HandwritingStyle, onto image: UnsafeMutableBufferPointer<UInt8>) {
    var mass: Float = 0
    var moment = SIMD2<Float>.zero
    var greys = [UInt8](repeating: 0, count: distances.count)
    for row in 0..<Self.boxSide {
      for column in 0..<Self.boxSide {
        let index = row * Self.boxSide + column
        let coverage = min(max(0.5 - distances[index] / style.softness, 0), 1)
        let grey = (255 * style.ink * coverage).rounded()
        greys[index] = UInt8(grey)
        mass += grey
        moment += grey * SIMD2(Float(column), Float(row))
      }
    }
    let width = ImageShape.mnist.width
    let room = Float(width - Self.boxSide)
    let shift = (Self.center - moment / max(mass, 1)).rounded(.toNearestOrAwayFromZero)
    let left = Int(min(max(shift.x, 0), room))
    let top = Int(min(max(shift.y, 0), room))
    for row in 0..<Self.boxSide {
      for column in 0..<Self.boxSide {
        image[(top + row) * width + left + column] = greys[row * Self.boxSide + column]
      }
    }
  }
}

extension HandwritingStyle {
  /// Half the width of the ink, in pixels, at a fraction of the stroke.
  func radius(at fraction: Float) -> Float {
    penWidth / 2 * (1 + pressure * sin(5 * fraction + pressurePhase))
  }
}
