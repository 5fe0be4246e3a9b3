/// A centripetal Catmull-Rom spline: a smooth curve through its points, without cusps or loops of
/// its own making.
///
/// Source: Catmull and Rom, *A Class of Local Interpolating Splines*, 1974; the centripetal knots
/// are Yuksel, Schaefer and Keyser's, *Parameterization and Applications of Catmull–Rom Curves*,
/// 2011. Beyond both ends the curve is continued by reflection, so that it starts and stops
/// straight.
enum CatmullRom {
  /// Points along the curve, from the first to the last of `points`, `steps` to a span.
  ///
  /// - Precondition: at least two points.
  static func curve(through points: ArraySlice<SIMD2<Float>>, steps: Int) -> [SIMD2<Float>] {
    precondition(points.count >= 2, "a curve needs two points")
    let first = points.startIndex
    let last = points.endIndex - 1
    var curve = [points[first]]
    curve.reserveCapacity((points.count - 1) * steps + 1)
    for index in first..<last {
      let start = points[index]
      let end = points[index + 1]
      let before = index > first ? points[index - 1] : 2 * start - end
      let after = index + 1 < last ? points[index + 2] : 2 * end - start
      appendSpan(before, start, end, after, steps: steps, to: &curve)
    }
    return curve
  }

  /// Appends the span from `start` to `end`, without its first point, as a cubic Hermite curve.
  private static func appendSpan(
    _ before: SIMD2<Float>, _ start: SIMD2<Float>, _ end: SIMD2<Float>, _ after: SIMD2<Float>,
    steps: Int, to curve: inout [SIMD2<Float>]
  ) {
    let knotBefore = knotDistance(before, start)
    let knot = knotDistance(start, end)
    let knotAfter = knotDistance(end, after)
    let chord = (end - start) / knot
    let tangentIn = (start - before) / knotBefore - (end - before) / (knotBefore + knot) + chord
    let tangentOut = chord - (after - start) / (knot + knotAfter) + (after - end) / knotAfter
    for step in 1...steps {
      let t = Float(step) / Float(steps)
      let u = 1 - t
      curve.append(
        (1 + 2 * t) * u * u * start + t * t * (3 - 2 * t) * end
          + (t * u * u * knot) * tangentIn - (t * t * u * knot) * tangentOut)
    }
  }

  /// The square root of the distance, held away from zero where points coincide.
  private static func knotDistance(_ a: SIMD2<Float>, _ b: SIMD2<Float>) -> Float {
    let difference = b - a
    return max((difference * difference).sum().squareRoot(), 1e-6).squareRoot()
  }
}
