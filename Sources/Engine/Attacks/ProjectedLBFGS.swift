/// Limited-memory BFGS in a box: makes a function of one image small while its pixels keep a range.
///
/// Pixels at an end of the range that the gradient pushes further out stand still; for the others the
/// two-loop recursion of Nocedal, *Updating Quasi-Newton Matrices with Limited Storage*, 1980, gives
/// the direction, along which points are projected onto the box and the step halved until the
/// function has fallen enough (Bertsekas, *Projected Newton Methods for Optimization Problems with
/// Simple Constraints*, 1982, Armijo's rule with 10⁻⁴). It asks for values and gradients one at a
/// time, so that many images can share a batch.
struct ProjectedLBFGS {
  /// The best point so far, `[pixels]`.
  private(set) var point: [Float]
  /// Whether no step makes the function noticeably smaller.
  private(set) var hasConverged = false

  private let range: ClosedRange<Float>
  /// How many pairs of steps and changes of the gradient are remembered.
  private static let memory = 10
  private var value = Float.infinity
  private var gradient: [Float] = []
  private var direction: [Float] = []
  private var length: Float = 1
  private var pairs: [(step: [Float], change: [Float])] = []

  init(from point: [Float], in range: ClosedRange<Float>) {
    self.point = point
    self.range = range
  }

  /// The point to ask about next, `[pixels]`.
  var proposal: [Float] {
    guard !direction.isEmpty else { return point }
    return point.indices.map {
      min(max(point[$0] + length * direction[$0], range.lowerBound), range.upperBound)
    }
  }

  /// Takes in the value and the gradient at the last proposal.
  ///
  /// - Returns: Whether the proposal is now the point.
  mutating func learn(_ value: Float, _ gradient: [Float]) -> Bool {
    guard !direction.isEmpty else {
      accept(point, value, gradient)
      return true
    }
    let next = proposal
    let step = zip(next, point).map { $0 - $1 }
    let decrease = Self.dot(self.gradient, step)
    if decrease < 0, value <= self.value + 1e-4 * decrease {
      let change = zip(gradient, self.gradient).map { $0 - $1 }
      // Only pairs along which the function curves upwards keep the direction one of descent.
      if Self.dot(step, change) > 1e-6 * Self.dot(change, change) {
        pairs.append((step, change))
        if pairs.count > Self.memory { pairs.removeFirst() }
      }
      hasConverged = self.value - value <= 1e-5 * max(abs(value), 1e-3)
      accept(next, value, gradient)
      return true
    }
    length *= 0.5
    if length < 1e-4 {
      hasConverged = pairs.isEmpty
      pairs = []
      setDirection()
    }
    return false
  }

  private mutating func accept(_ next: [Float], _ value: Float, _ gradient: [Float]) {
    (point, self.value, self.gradient) = (next, value, gradient)
    setDirection()
  }

  private mutating func setDirection() {
    let isFree = point.indices.map {
      point[$0] <= range.lowerBound
        ? gradient[$0] < 0 : point[$0] < range.upperBound || gradient[$0] > 0
    }
    func free(_ values: [Float]) -> [Float] { zip(values, isFree).map { $1 ? $0 : 0 } }
    let steepest = free(gradient)
    let size = Norm.l2(steepest)
    guard size > 0 else {
      hasConverged = true
      return direction = steepest
    }
    var result = steepest
    let known = pairs.map { (free($0.step), free($0.change)) }
      .map { ($0, $1, Self.dot($0, $1)) }.filter { $0.2 > 0 }
    var weights: [Float] = []
    for (step, change, curvature) in known.reversed() {
      weights.append(Self.dot(step, result) / curvature)
      Self.add(change, times: -weights[weights.count - 1], to: &result)
    }
    if let (_, change, curvature) = known.last {
      let scale = curvature / Self.dot(change, change)
      for index in result.indices { result[index] *= scale }
    }
    for ((step, change, curvature), weight) in zip(known, weights.reversed()) {
      Self.add(step, times: weight - Self.dot(change, result) / curvature, to: &result)
    }
    direction = result.map { -$0 }
    // Without a memory the length of a step is not known: the first is at most 1 long.
    length = known.isEmpty ? min(1, 1 / size) : 1
    if Self.dot(direction, steepest) >= 0 {
      (direction, pairs, length) = (steepest.map { -$0 }, [], min(1, 1 / size))
    }
  }

  private static func dot(_ a: [Float], _ b: [Float]) -> Float {
    zip(a, b).reduce(0) { $0 + $1.0 * $1.1 }
  }

  private static func add(_ other: [Float], times factor: Float, to values: inout [Float]) {
    for index in values.indices { values[index] += factor * other[index] }
  }
}
