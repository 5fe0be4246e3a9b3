/// Sparse descent in L1: projected steps up the loss, each spread evenly over the few pixels that
/// count most.
///
/// x ← Π(x + α·e), e the signs of the 1 % of partial derivatives that are largest, divided by their
/// number; the steepest step of all would move one pixel, and take very many. Source: Tramèr and
/// Boneh, *Adversarial Training and Robustness for Multiple Perturbations*, 2019, section 4. Where
/// pixels have a range, those that a step would drive out of it are passed over, as later code does:
/// most pixels of a digit stand at an end. Unlike there, so many pixels are moved and no more where
/// some are equal.
public struct SparseDescent: Attack {
  /// How many steps it takes.
  public var steps = 40
  /// α, the sum of a step's moves; 0 for 2.5·ε / steps.
  public var stepSize: Float = 0
  /// The share of pixels that a step moves.
  public var share: Float = 0.01
  /// How many random starts it takes; with 0 it starts once, from the image itself.
  public var restarts = 0

  public init() {}

  public static let name = "slide"
  public static let summary = "Projected steps of the few pixels that count most"
  public static let source = "Tramèr and Boneh 2019"
  public static let access = AttackAccess.gradients
  public static let norms = [Norm.l1]
  public static var settings: [AttackSetting<Self>] {
    [
      AttackSetting("steps", \.steps, 1...100_000, "steps from each start"),
      AttackSetting(
        "step-size", \.stepSize, 0...1000, "sum of a step's moves; 0 for 2.5 ε / steps"),
      AttackSetting("share", \.share, 0.0001...1, "pixels that a step moves, of all"),
      AttackSetting("restarts", \.restarts, 0...1000, "random starts; 0 for the image itself"),
    ]
  }

  public func run(
    _ search: inout AdversarialSearch, using generator: inout SeededGenerator
  ) throws(AttackCancelled) {
    let length = stepSize > 0 ? stepSize : 2.5 * search.threat.epsilon / Float(steps)
    let range = search.threat.range
    try search.ascend(steps: steps, restarts: restarts, .crossEntropy, using: &generator) {
      images, gradients in
      for row in 0..<images.rows {
        move(&images, row, along: gradients.row(row), by: length, range)
      }
    }
  }

  /// Moves the pixels of an image that count most, and that can still move.
  private func move(
    _ images: inout Matrix, _ row: Int, along gradient: ArraySlice<Float>, by length: Float,
    _ range: ClosedRange<Float>?
  ) {
    let slopes = zip(gradient, images.row(row)).map { slope, pixel in
      guard let range else { return slope }
      return slope > 0 && pixel >= range.upperBound || slope < 0 && pixel <= range.lowerBound
        ? 0 : slope
    }
    let count = max(1, Int((share * Float(slopes.count)).rounded()))
    let places = places(of: count, largestOf: slopes.map { abs($0) })
    for place in places where slopes[place] != 0 {
      images[row, place] += (slopes[place] > 0 ? length : -length) / Float(places.count)
    }
  }
}
