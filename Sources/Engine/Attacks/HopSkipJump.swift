/// HopSkipJump: walks along the boundary towards the image, from readings alone.
///
/// From a misread image, each step finds the boundary between it and the original by bisection, feels
/// for the boundary's direction by random nudges there, and jumps that way as far as half by half it
/// has to. It looks for the nearest image, whatever the radius.
///
/// Source: Chen, Jordan and Wainwright, *HopSkipJumpAttack: A Query-Efficient Decision-Based Attack*,
/// 2020, algorithm 2, with the settings of its code: first nudges of a tenth of the range, θ = d^(−3/2)
/// for L2 and d⁻² for L∞. It starts from noise; where the paper's is uniform pixel by pixel, this one's
/// has a random grain, as fine noise is read as one or two classes alone. Where none is read as wanted
/// it starts from another image of the search that is, as the paper does to aim at a class.
public struct HopSkipJump: Attack {
  public var steps = 40
  /// B₀, how many nudges the first step takes; step t takes √t times as many.
  public var nudges = 100
  /// How many images of noise it starts from at most.
  public var starts = 100

  public init() {}

  public static let name = "hopskipjump"
  public static let summary = "Walks along the boundary towards the image, from readings alone"
  public static let source = "Chen et al. 2020"
  public static let access = AttackAccess.readings
  public static let norms = [Norm.l2, .linf]
  public static let aim = AttackAim.nearest
  public static var settings: [AttackSetting<Self>] {
    [
      AttackSetting("steps", \.steps, 0...10_000, "steps along the boundary"),
      AttackSetting("nudges", \.nudges, 1...10_000, "nudges of the first step"),
      AttackSetting("starts", \.starts, 1...10_000, "noises to start from at most"),
    ]
  }

  public func run(
    _ search: inout AdversarialSearch, using generator: inout SeededGenerator
  ) throws(AttackCancelled) {
    for row in search.active.indices {
      guard let start = try start(of: row, &search, &generator) else { continue }
      let walk = BoundaryWalk(row, of: search)
      var image = try walk.nearBoundary(start, &search)
      for step in 1..<steps + 1 {
        let count = Int(Float(nudges) * Float(step).squareRoot())
        image = try walk.step(step, from: image, nudges: count, &search, &generator)
      }
    }
  }

  /// An image that is read as wanted, however far it is, brought near in a straight line; `nil` where
  /// none is found.
  private func start(
    of row: Int, _ search: inout AdversarialSearch, _ generator: inout SeededGenerator
  ) throws(AttackCancelled) -> Matrix? {
    let range = search.threat.range ?? 0...1
    for _ in 0..<starts {
      let noise = Self.noise(search.shape, in: range, using: &generator)
      if try search.isAdversarial(noise, rows: [row])[0] { return noise }
    }
    let others = search.originals
    return try search.isAdversarial(others, rows: rows(row, others.rows)).firstIndex(of: true)
      .map { others.rows($0..<$0 + 1) }
  }

  /// An image of equal blocks of random values, from one pixel to a quarter of the height.
  private static func noise(
    _ shape: ImageShape, in range: ClosedRange<Float>, using generator: inout SeededGenerator
  ) -> Matrix {
    let side = Int.random(in: 1...max(1, shape.height / 4), using: &generator)
    let columns = (shape.width + side - 1) / side
    let grid = (0..<(shape.height + side - 1) / side * columns * shape.channels).map { _ in
      generator.uniform(range.lowerBound, range.upperBound)
    }
    let plane = shape.height * shape.width
    return Matrix(
      row: (0..<shape.pixels).map { index in
        let (y, x) = (index % plane / shape.width, index % plane % shape.width)
        let first = index / plane * (grid.count / shape.channels)
        return grid[first + y / side * columns + x / side]
      })
  }
}

/// One place in a list of so many rows.
private func rows(_ row: Int, _ count: Int) -> [Int] { Array(repeating: row, count: count) }

/// The walk of one image along the boundary.
private struct BoundaryWalk {
  let row: Int
  let original: Matrix
  let norm: Norm
  let range: ClosedRange<Float>?
  /// θ, the share of the way to which the boundary is found.
  let precision: Float

  init(_ row: Int, of search: AdversarialSearch) {
    self.row = row
    original = search.originals.rows(row..<row + 1)
    norm = search.threat.norm
    range = search.threat.range
    let pixels = Float(original.columns)
    precision = 1 / (norm == .l2 ? pixels * pixels.squareRoot() : pixels * pixels)
  }

  /// How far an image is from the original.
  func distance(_ image: Matrix) -> Float {
    norm(zip(image.values, original.values).lazy.map { $0 - $1 })
  }

  /// The image between the original and one that is read as wanted, next to the boundary and still
  /// read as wanted: on the straight line for L2, held to a smaller ball for L∞.
  func nearBoundary(
    _ image: Matrix, _ search: inout AdversarialSearch
  ) throws(AttackCancelled) -> Matrix {
    let length = distance(image)
    var (low, high, nearest) = (Float(0), Float(1), image)
    while high - low > precision {
      let middle = (low + high) / 2
      guard middle > low, middle < high else { break }
      let candidate = blend(image, share: middle, of: length)
      if try search.isAdversarial(candidate, rows: [row])[0] {
        (high, nearest) = (middle, candidate)
      } else {
        low = middle
      }
    }
    return nearest
  }

  private func blend(_ image: Matrix, share: Float, of length: Float) -> Matrix {
    let radius = share * length
    return Matrix(
      row: zip(original.values, image.values).map { original, value in
        norm == .l2
          ? original + share * (value - original)
          : min(max(value, original - radius), original + radius)
      })
  }

  /// One step along the boundary, and back to it.
  func step(
    _ step: Int, from image: Matrix, nudges count: Int, _ search: inout AdversarialSearch,
    _ generator: inout SeededGenerator
  ) throws(AttackCancelled) -> Matrix {
    let length = distance(image)
    let pixels = Float(original.columns)
    let reach =
      step == 1
      ? 0.1 * (range.map { $0.upperBound - $0.lowerBound } ?? 1)
      : length * precision * (norm == .l2 ? pixels.squareRoot() : pixels)
    guard reach > 0 else { return image }
    var direction = try self.direction(at: image, reach, count, &search, &generator)
    direction.replaceBySteepest(in: norm)
    var jump = length / Float(step).squareRoot()
    // Below this a jump is lost in rounding.
    while jump > length * 1e-6 {
      var candidate = image
      candidate.add(direction, times: jump)
      hold(&candidate)
      if try search.isAdversarial(candidate, rows: [row])[0] {
        return try nearBoundary(candidate, &search)
      }
      jump /= 2
    }
    return image
  }

  /// The way into what is read as wanted: the mean of nudges, each with the sign of what became of it,
  /// less the mean sign (equation 16).
  ///
  /// - Parameter reach: δ, the length of a nudge.
  private func direction(
    at image: Matrix, _ reach: Float, _ count: Int, _ search: inout AdversarialSearch,
    _ generator: inout SeededGenerator
  ) throws(AttackCancelled) -> Matrix {
    var nudges = Matrix(rows: count, columns: original.columns)
    for index in nudges.values.indices {
      nudges.values[index] = norm == .l2 ? generator.normal() : generator.uniform(-1, 1)
    }
    nudges.replaceBySteepest(in: .l2)
    for index in nudges.values.indices {
      let centre = image.values[index % image.columns]
      nudges.values[index] = held(centre + reach * nudges.values[index])
    }
    let signs = try search.isAdversarial(nudges, rows: rows(row, count)).map { $0 ? Float(1) : -1 }
    let mean = signs.reduce(0, +) / Float(count)
    var direction = Matrix(rows: 1, columns: original.columns)
    for (nudge, sign) in signs.enumerated() {
      // Where all are alike, that is all there is to go by.
      let weight = abs(mean) == 1 ? sign : sign - mean
      for column in 0..<direction.columns {
        direction.values[column] += weight * (nudges[nudge, column] - image.values[column])
      }
    }
    return direction
  }

  private func hold(_ image: inout Matrix) {
    for index in image.values.indices { image.values[index] = held(image.values[index]) }
  }

  private func held(_ value: Float) -> Float {
    range.map { min(max(value, $0.lowerBound), $0.upperBound) } ?? value
  }
}
