/// The fast adaptive boundary attack: steps to the boundary as the gradient sees it, drawn towards
/// the image itself, to find the nearest adversarial image.
///
/// With δ and δ₀ the moves from the iterate x and from the image x₀ to the hyperplane that stands for
/// the boundary, x ← (1 − α)(x + 1.05·δ) + α(x₀ + 1.05·δ₀), α = min(‖δ‖ / (‖δ‖ + ‖δ₀‖), 0.1); where
/// that is adversarial, x goes back to x₀ + 0.9(x − x₀). Of the hyperplanes of all classes the
/// nearest is taken; with a target, the one between it and the class with the largest other score.
/// Source: Croce and Hein, *Minimally distorted adversarial examples with a fast adaptive boundary
/// attack*, 2020, algorithm 1, without its final search, as in the authors' later code.
public struct FastAdaptiveBoundary: Attack {
  /// How many steps it takes from each start.
  public var steps = 100
  /// How many starts it takes: the first is the image itself, the others are random.
  public var restarts = 1

  public init() {}

  public static let name = "fab"
  public static let summary = "Steps to the nearest class's boundary, drawn towards the image"
  public static let source = "Croce and Hein 2020"
  public static let access = AttackAccess.gradients
  public static let norms = [Norm.linf, .l2]
  public static let aim = AttackAim.nearest
  public static var settings: [AttackSetting<Self>] {
    [
      AttackSetting("steps", \.steps, 1...100_000, "steps from each start"),
      AttackSetting("restarts", \.restarts, 1...1000, "starts; the first is the image itself"),
    ]
  }

  public func run(
    _ search: inout AdversarialSearch, using generator: inout SeededGenerator
  ) throws(AttackCancelled) {
    for restart in 0..<restarts where !search.isDone {
      var images = search.originals
      if restart > 0 { Self.moveHalfway(&images, search, using: &generator) }
      search.project(&images)
      try approach(from: images, &search)
    }
  }

  /// Moves each image at random, at most half as far as its nearest adversarial image or the ball's
  /// edge; it stays where neither is known.
  private static func moveHalfway(
    _ images: inout Matrix, _ search: AdversarialSearch, using generator: inout SeededGenerator
  ) {
    var moves = Matrix(rows: images.rows, columns: images.columns)
    moves.moveRandomly(
      within: ThreatModel(norm: search.threat.norm, epsilon: 0.5), using: &generator)
    for row in 0..<images.rows {
      let radius = min(search.best(row)?.size ?? .infinity, search.threat.epsilon)
      if radius.isFinite { images.addRow(row, of: moves, times: radius) }
    }
  }

  private func approach(
    from start: Matrix, _ search: inout AdversarialSearch
  ) throws(AttackCancelled) {
    var images = start
    for _ in 0..<steps {
      var planes = try Hyperplanes(at: images, &search)
      // The gradient's question may have found an adversarial image already.
      if let rows = search.dropFallen() {
        images.keep(rows)
        planes.keep(rows)
        if search.isDone { return }
      }
      planes.step(&images, search)
      let scores = try search.scores(at: images)
      for (row, isRead) in search.isRead(scores).enumerated() where isRead {
        for index in row * images.columns..<(row + 1) * images.columns {
          let original = search.originals.values[index]
          images.values[index] = original + 0.9 * (images.values[index] - original)
        }
      }
      if let rows = search.dropFallen() {
        images.keep(rows)
        if search.isDone { return }
      }
    }
  }
}

/// The nearest boundary of each image as the gradient sees it: w·δ + f = 0.
private struct Hyperplanes {
  /// w, `[rows, pixels]`.
  var slopes: Matrix
  /// f, `[rows]`.
  var values: [Float]

  init(at images: Matrix, _ search: inout AdversarialSearch) throws(AttackCancelled) {
    slopes = Matrix(rows: images.rows, columns: images.columns)
    guard search.pursued == nil else {
      values = try Self.set(&slopes, at: images, &search)
      return
    }
    // Each class but the label, of which the nearest stays.
    let labels = search.labels
    let dual = search.threat.norm == .linf ? Norm.l1 : .l2
    var distances = [Float](repeating: .infinity, count: images.rows)
    var gradient = slopes
    values = Array(repeating: 0, count: images.rows)
    defer { search.pursued = nil }
    for other in 0..<search.classes - 1 {
      search.pursued = labels.map { other < $0 ? other : other + 1 }
      for (row, value) in try Self.set(&gradient, at: images, &search).enumerated() {
        let distance = abs(value) / max(dual(gradient.row(row)), 1e-12)
        guard distance < distances[row] else { continue }
        (distances[row], values[row]) = (distance, value)
        slopes.setRow(row, to: gradient)
      }
    }
  }

  /// The boundary between the class pursued and the label, or with a target the strongest other.
  private static func set(
    _ slopes: inout Matrix, at images: Matrix, _ search: inout AdversarialSearch
  ) throws(AttackCancelled) -> [Float] {
    let (labels, pursued, isTargeted) = (search.labels, search.pursued, search.targets != nil)
    if isTargeted { return try search.lossGradient(at: images, of: .margin, into: &slopes) }
    var values: [Float] = []
    _ = try search.gradient(at: images, into: &slopes) { scores in
      for (row, label) in labels.enumerated() {
        let rises = pursued?[row] ?? label
        values.append(scores[row, rises] - scores[row, label])
        for column in 0..<scores.columns { scores[row, column] = 0 }
        (scores[row, rises], scores[row, label]) = (1, -1)
      }
    }
    return values
  }

  /// Moves images a little beyond the boundaries, drawn towards the originals.
  func step(_ images: inout Matrix, _ search: AdversarialSearch) {
    let width = images.columns
    var projection = HyperplaneProjection(
      norm: search.threat.norm, range: search.threat.range, pixels: width)
    let (low, high) = (projection.low, projection.high)
    var moves = [Float](repeating: 0, count: 2 * width)
    let originals = search.originals
    images.values.withUnsafeMutableBufferPointer { images in
      originals.values.withUnsafeBufferPointer { originals in
        slopes.values.withUnsafeBufferPointer { slopes in
          moves.withUnsafeMutableBufferPointer { moves in
            for (row, value) in values.enumerated() {
              let row = row * width..<(row + 1) * width
              let image = UnsafeMutableBufferPointer(rebasing: images[row])
              let original = UnsafeBufferPointer(rebasing: originals[row])
              let slope = UnsafeBufferPointer(rebasing: slopes[row])
              let move = UnsafeMutableBufferPointer(rebasing: moves[..<width])
              let back = UnsafeMutableBufferPointer(rebasing: moves[width...])
              for index in back.indices { back[index] = original[index] - image[index] }
              let originalValue = value + dotProduct(slope, UnsafeBufferPointer(back))
              let near = projection.setMove(
                move, from: UnsafeBufferPointer(image), along: slope, value: value)
              let far = projection.setMove(
                back, from: original, along: slope, value: originalValue)
              let share = min(max(near, 1e-8) / (max(near, 1e-8) + max(far, 1e-8)), 0.1)
              for index in image.indices {
                let pixel =
                  (1 - share) * (image[index] + 1.05 * move[index])
                  + share * (original[index] + 1.05 * back[index])
                image[index] = min(max(pixel, low), high)
              }
            }
          }
        }
      }
    }
  }

  mutating func keep(_ rows: [Int]) {
    slopes.keep(rows)
    values = rows.map { values[$0] }
  }
}
