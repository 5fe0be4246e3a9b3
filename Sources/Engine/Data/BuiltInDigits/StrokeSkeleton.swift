/// One way of writing a digit: the path of an ideal pen, before any hand bends it.
struct StrokeSkeleton: Sendable, Equatable {
  /// What this way is called, such as "flag-and-foot".
  var name: String
  /// How often it is chosen, relative to the digit's other skeletons; positive.
  var weight: Float
  /// The movements of the pen, in any order.
  var strokes: [Stroke]

  /// One movement of the pen, from where it touches the paper to where it leaves; at least two
  /// points.
  struct Stroke: Sendable, Equatable {
    var points: [ControlPoint]
  }

  /// A point that the pen passes through.
  struct ControlPoint: Sendable, Equatable {
    /// Where it is in the unit box: x to the right, y downwards.
    var position: SIMD2<Float>
    /// Whether the pen turns sharply here, rather than in a smooth curve.
    var isCorner: Bool
  }
}
