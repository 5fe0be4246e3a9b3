/// Auto-PGD: projected gradient ascent with momentum that chooses its own step sizes.
///
/// z = Π(x + η·g), then x ← Π(x + ¾(z − x) + ¼(x − x⁻)), with g the sign or the direction of the
/// gradient and x⁻ the iterate before. Each image has a step η of its own, first 2ε. At checkpoints,
/// 0.22·n steps from the start and then at gaps that shrink by 0.03·n down to 0.06·n, η is halved and
/// the best point taken up again where at most ¾ of the steps since the last one were upwards, or
/// where neither the best loss nor, at the last one, η has changed. Source: Croce and Hein, *Reliable
/// evaluation of adversarial robustness with an ensemble of diverse parameter-free attacks*, 2020,
/// section 3, algorithm 1; "at most" is from the authors' code, the paper has "less than". Starts are
/// uniform in the ball.
protocol AutoProjectedGradientDescent: Attack {
  /// What it climbs.
  static var loss: AttackLoss { get }
  /// How many steps it takes from each start.
  var steps: Int { get set }
  /// How many random starts it takes.
  var restarts: Int { get set }
}

extension AutoProjectedGradientDescent {
  public static var source: String { "Croce and Hein 2020" }
  public static var access: AttackAccess { .gradients }
  public static var norms: [Norm] { [.linf, .l2] }
  public static var settings: [AttackSetting<Self>] { startSettings }

  /// How often it starts, and how far it goes.
  static var startSettings: [AttackSetting<Self>] {
    [
      AttackSetting("steps", \.steps, 1...100_000, "steps from each start"),
      AttackSetting("restarts", \.restarts, 1...1000, "random starts"),
    ]
  }

  public func fewestClasses(isTargeted: Bool) -> Int {
    Self.loss.fewestClasses(isTargeted: isTargeted)
  }

  public func run(
    _ search: inout AdversarialSearch, using generator: inout SeededGenerator
  ) throws(AttackCancelled) {
    try climb(&search, using: &generator)
  }

  /// Climbs from each start.
  func climb(
    _ search: inout AdversarialSearch, using generator: inout SeededGenerator
  ) throws(AttackCancelled) {
    for _ in 0..<restarts where !search.isDone {
      var images = search.originals
      images.moveRandomly(within: search.threat, using: &generator)
      search.project(&images)
      try AutoDescent(steps: steps, loss: Self.loss).climb(from: images, &search)
    }
  }
}

/// The climb from one start.
struct AutoDescent {
  var steps: Int
  var loss: AttackLoss

  /// ρ, the share of steps that have to be upwards.
  static let share: Float = 0.75

  /// The gaps between checkpoints, in steps; the last one ends with the steps.
  static func gaps(steps: Int) -> [Int] {
    var gap = max(1, Int(0.22 * Double(steps)))
    let (least, less) = (max(1, Int(0.06 * Double(steps))), max(1, Int(0.03 * Double(steps))))
    var (gaps, total) = ([Int](), 0)
    while total < steps {
      gaps.append(min(gap, steps - total))
      total += gap
      gap = max(gap - less, least)
    }
    return gaps
  }

  func climb(
    from start: Matrix, _ search: inout AdversarialSearch
  ) throws(AttackCancelled) {
    var ascent = Ascent(from: start, step: 2 * search.threat.epsilon)
    try ascent.look(&search, loss)
    for gap in Self.gaps(steps: steps) {
      for _ in 0..<gap where !search.isDone {
        ascent.move(search)
        try ascent.look(&search, loss)
      }
      ascent.check(gap: gap)
    }
  }
}

/// Where auto-PGD stands with each active image.
private struct Ascent {
  private var images: Matrix
  /// The iterates before, `[rows, pixels]`.
  private var previous: Matrix
  /// The steepest direction at the images, `[rows, pixels]`.
  private var direction: Matrix
  private var best: Matrix
  private var bestDirection: Matrix
  private var records: [Record]
  private var hasLooked = false
  private var hasMoved = false

  /// What is known of one image besides its points.
  private struct Record {
    var step: Float
    var loss = -Float.infinity
    var best = -Float.infinity
    /// The best loss at the last checkpoint.
    var bestAtCheck = -Float.infinity
    /// How many steps since the last checkpoint were upwards.
    var rises = 0
    /// Whether the last checkpoint halved the step; at the first there is nothing to compare with.
    var wasHalved = true
  }

  init(from start: Matrix, step: Float) {
    (images, previous, best) = (start, start, start)
    direction = Matrix(rows: start.rows, columns: start.columns)
    bestDirection = direction
    records = Array(repeating: Record(step: step), count: start.rows)
  }

  /// Asks about the images, lets go of those that fall, and keeps what is best.
  mutating func look(
    _ search: inout AdversarialSearch, _ loss: AttackLoss
  ) throws(AttackCancelled) {
    var losses = try search.lossGradient(at: images, of: loss, into: &direction)
    if let rows = search.dropFallen() {
      losses = rows.map { losses[$0] }
      keep(rows)
    }
    direction.replaceBySteepest(in: search.threat.norm)
    for (row, loss) in losses.enumerated() {
      if !hasLooked { records[row].bestAtCheck = loss }
      if hasLooked, loss > records[row].loss { records[row].rises += 1 }
      records[row].loss = loss
      guard loss > records[row].best else { continue }
      records[row].best = loss
      best.setRow(row, to: images)
      bestDirection.setRow(row, to: direction)
    }
    hasLooked = true
  }

  /// Moves each image by its step and its momentum.
  mutating func move(_ search: AdversarialSearch) {
    var next = images
    for row in records.indices { next.addRow(row, of: direction, times: records[row].step) }
    search.project(&next)
    let share: Float = hasMoved ? 0.75 : 1
    hasMoved = true
    next.values.withUnsafeMutableBufferPointer { next in
      images.values.withUnsafeBufferPointer { images in
        previous.values.withUnsafeBufferPointer { previous in
          for index in next.indices {
            let x = images[index]
            next[index] = x + share * (next[index] - x) + (1 - share) * (x - previous[index])
          }
        }
      }
    }
    search.project(&next)
    (previous, images) = (images, next)
  }

  /// Halves the steps that lead nowhere, and goes back to the best point there.
  mutating func check(gap: Int) {
    for row in records.indices {
      let record = records[row]
      let oscillates =
        Float(record.rises) <= AutoDescent.share * Float(gap)
      let isStuck = !record.wasHalved && record.bestAtCheck >= record.best
      records[row].rises = 0
      records[row].bestAtCheck = record.best
      records[row].wasHalved = oscillates || isStuck
      guard oscillates || isStuck else { continue }
      records[row].step /= 2
      images.setRow(row, to: best)
      direction.setRow(row, to: bestDirection)
    }
  }

  private mutating func keep(_ rows: [Int]) {
    images.keep(rows)
    previous.keep(rows)
    direction.keep(rows)
    best.keep(rows)
    bestDirection.keep(rows)
    records = rows.map { records[$0] }
  }
}
