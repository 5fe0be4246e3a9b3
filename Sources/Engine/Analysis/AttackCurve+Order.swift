// Which ε of a curve are tried, and in which order.
extension AttackCurve {
  /// The small steps that a range of ε has, of which the curve tries every fifth.
  static let steps: Float = 250

  /// A small step of a range of ε from 0 to `end`: a 250th of it, or a whole pixel.
  public static func step(upTo end: Float, in norm: Norm) -> Float {
    norm == .l0 ? max(1, (end / steps).rounded(.up)) : end / steps
  }

  /// The ε that are tried between 0 and `end`, both among them: at most 51.
  public static func grid(upTo end: Float, in norm: Norm) -> [Float] {
    let pixels = max(1, (end / 50).rounded(.up))
    let count = norm == .l0 ? Int(end / pixels) : 50
    let step = norm == .l0 ? pixels : 5 * step(upTo: end, in: norm)
    return (0...max(1, count)).map { rounded(Float($0) * step) }
  }

  /// How many of the ε between 0 and `end` have been tried, and how many there are to try.
  public func progress(upTo end: Float) -> (done: Int, of: Int) {
    let grid = Self.grid(upTo: end, in: choice.norm)
    return (grid.count { point(at: $0) != nil }, grid.count)
  }

  /// How many of the first ε in order show the curve's shape: its ends, and the eighths between.
  private static let roughly = 9

  /// Whether the shape of the curve between 0 and `end` is known, or never will be.
  func isRough(upTo end: Float) -> Bool {
    failure != nil
      || Self.coarseToFine(Self.grid(upTo: end, in: choice.norm)).prefix(Self.roughly)
        .allSatisfy { point(at: $0) != nil }
  }

  /// The ε to try next between 0 and `end`: first the one that is looked at, then from coarse to fine
  /// all over the range, at last those between which the attack begins to succeed, to a small step.
  ///
  /// - Returns: `nil` where there is nothing left to try.
  func next(at focus: Float, upTo end: Float) -> Float? {
    if failure != nil { return nil }
    if point(at: focus) == nil { return Self.rounded(focus) }
    let grid = Self.coarseToFine(Self.grid(upTo: end, in: choice.norm))
    return grid.first { point(at: $0) == nil } ?? between(upTo: end)
  }

  /// The ε halfway between the smallest at which the attack succeeded and the one tried before it.
  private func between(upTo end: Float) -> Float? {
    guard let high = points.firstIndex(where: \.isAdversarial), high > 0 else { return nil }
    let step = Self.step(upTo: end, in: choice.norm)
    let (low, above) = (points[high - 1].epsilon, points[high].epsilon)
    guard above <= end * 1.000_01, above - low > 1.5 * step else { return nil }
    let middle = Self.rounded(((low + above) / 2 / step).rounded() * step)
    return point(at: middle) == nil && middle > low && middle < above ? middle : nil
  }

  /// The ends, then the middles between those there are.
  static func coarseToFine(_ grid: [Float]) -> [Float] {
    guard grid.count > 2 else { return grid }
    var order = [0, grid.count - 1]
    var gaps = [(0, grid.count - 1)]
    var next = 0
    while next < gaps.count {
      let (low, high) = gaps[next]
      next += 1
      guard high - low > 1 else { continue }
      let middle = (low + high) / 2
      order.append(middle)
      gaps += [(low, middle), (middle, high)]
    }
    return order.map { grid[$0] }
  }
}
