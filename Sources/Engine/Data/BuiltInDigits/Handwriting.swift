import Foundation

/// A skeleton as one hand wrote it: polylines of ink, in digit heights.
struct Handwriting: Sendable {
  /// The strokes, each a polyline of at least two points.
  var strokes: [[SIMD2<Float>]]

  /// The straight pieces that stand for a curve between two control points.
  private static let stepsPerSpan = 5

  /// Writes `skeleton` in `style`; the tremor of the control points comes from `generator`.
  init(
    _ skeleton: StrokeSkeleton, style: HandwritingStyle,
    using generator: inout some RandomNumberGenerator
  ) {
    strokes = skeleton.strokes.map { stroke in
      var tremor = SIMD2(generator.normal(), generator.normal())
      let points = stroke.points.map { point in
        let rho = tuning[11]
        tremor = rho * tremor + (1 - rho * rho).squareRoot() * SIMD2(generator.normal(), generator.normal())
        return point.position + style.jitter * tremor
      }
      var polyline = [points[0]]
      var start = 0
      for end in 1..<points.count where stroke.points[end].isCorner || end == points.count - 1 {
        polyline += CatmullRom.curve(through: points[start...end], steps: Self.stepsPerSpan)
          .dropFirst()
        start = end
      }
      return polyline.map(style.bend)
    }
  }
}

extension HandwritingStyle {
  /// Where the style moves a point of the skeleton.
  func bend(_ point: SIMD2<Float>) -> SIMD2<Float> {
    var bent = point
    for wave in waves {
      bent += wave.amplitude * sin((wave.frequency * point).sum() + wave.phase)
    }
    let x = aspect * (bent.x - 0.5) - slant * (bent.y - 0.5)
    let y = bent.y - 0.5
    let (cosine, sine) = (cos(rotation), sin(rotation))
    return SIMD2(cosine * x - sine * y, sine * x + cosine * y)
  }
}
