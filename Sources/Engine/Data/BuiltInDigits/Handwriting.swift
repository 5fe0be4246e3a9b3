/// A skeleton as one hand wrote it: polylines in digit heights, with the width of their ink.
struct Handwriting: Sendable {
  /// The movements of the pen, each of at least two points.
  var strokes: [[InkPoint]]

  /// A point where the pen was, and how wide it wrote there.
  struct InkPoint: Sendable {
    /// Where it was, in digit heights; x to the right, y downwards.
    var position: SIMD2<Float>
    /// Half the width of the ink, in pixels of the image.
    var radius: Float
  }

  /// The number of straight pieces that stand for the curve between two control points.
  private static let stepsPerSpan = 5

  /// Writes `skeleton` in `style`; `generator` moves the control points.
  init(
    _ skeleton: StrokeSkeleton, style: HandwritingStyle,
    using generator: inout some RandomNumberGenerator
  ) {
    strokes = skeleton.strokes.map { stroke in
      let curve = Self.curve(through: Self.tremble(stroke, style: style, using: &generator))
      return curve.enumerated().map { index, point in
        InkPoint(
          position: style.written(point),
          radius: style.radius(at: Float(index) / Float(curve.count - 1)))
      }
    }
  }

  /// Moves the control points, neighbours together: a first-order autoregressive sequence.
  private static func tremble(
    _ stroke: StrokeSkeleton.Stroke, style: HandwritingStyle,
    using generator: inout some RandomNumberGenerator
  ) -> [StrokeSkeleton.ControlPoint] {
    let correlation = style.tremorCorrelation
    let innovation = (1 - correlation * correlation).squareRoot()
    var displacement = generator.normalPair()
    return stroke.points.map { point in
      defer { displacement = correlation * displacement + innovation * generator.normalPair() }
      var moved = point
      moved.position += style.tremor * displacement
      return moved
    }
  }

  /// A smooth curve from corner to corner.
  private static func curve(through points: [StrokeSkeleton.ControlPoint]) -> [SIMD2<Float>] {
    let positions = points.map(\.position)
    var curve = [positions[0]]
    var start = 0
    for end in points.indices.dropFirst() where points[end].isCorner || end == points.count - 1 {
      curve += CatmullRom.curve(through: positions[start...end], steps: stepsPerSpan).dropFirst()
      start = end
    }
    return curve
  }
}
