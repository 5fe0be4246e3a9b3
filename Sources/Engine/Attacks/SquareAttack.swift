import Foundation

/// Square: a random search that changes one square of an image at a time, and keeps the change where
/// the loss rises; it asks for scores alone.
///
/// For L∞ it starts from vertical stripes of ±ε, and a square is moved by ±2ε, one sign for each
/// channel, and held to the ball. For L2 see `SquareAttack+L2`. The loss is the margin, with a target
/// the cross-entropy. Source: Andriushchenko et al., *Square Attack: a query-efficient black-box
/// adversarial attack via random search*, 2020, algorithms 1 to 3; the sides of the squares follow
/// the paper's schedule for 10,000 queries, stretched to the number asked.
public struct SquareAttack: Attack {
  /// How many images it asks about for each image.
  public var queries = 5000
  /// The share of an image's pixels that the first squares cover.
  public var share: Float = 0.8

  public init() {}

  public static let name = "square"
  public static let summary = "Random squares, of which those that raise the loss stay"
  public static let source = "Andriushchenko et al. 2020"
  public static let access = AttackAccess.scores
  public static let norms = [Norm.linf, .l2]
  public static var settings: [AttackSetting<Self>] {
    [
      AttackSetting("queries", \.queries, 1...1_000_000, "images it asks about for each image"),
      AttackSetting("share", \.share, 0.001...1, "pixels that the first squares cover, of all"),
    ]
  }

  public func run(
    _ search: inout AdversarialSearch, using generator: inout SeededGenerator
  ) throws(AttackCancelled) {
    let loss = search.targets == nil ? AttackLoss.margin : .crossEntropy
    let isL2 = search.threat.norm == .l2
    var best = search.originals
    for row in 0..<best.rows {
      if isL2 {
        tile(&best, row, search, using: &generator)
      } else {
        stripe(&best, row, search, using: &generator)
      }
    }
    search.project(&best)
    var candidates = best
    var losses = search.losses(try search.scores(at: best), loss)
    for query in 1..<max(1, queries) {
      if let rows = search.dropFallen() {
        if search.isDone { return }
        best.keep(rows)
        candidates.keep(rows)
        losses = rows.map { losses[$0] }
      }
      let area = share(at: query) * Float(search.shape.height * search.shape.width)
      let side = Int(area.squareRoot().rounded())
      for row in losses.indices {
        if isL2 {
          rearrange(&candidates, row, side, search, using: &generator)
        } else {
          shift(&candidates, row, side, search, using: &generator)
        }
      }
      search.project(&candidates)
      let found = search.losses(try search.scores(at: candidates), loss)
      for row in losses.indices {
        if found[row] > losses[row] {
          losses[row] = found[row]
          best.setRow(row, to: candidates)
        } else {
          candidates.setRow(row, to: best)
        }
      }
    }
    _ = search.dropFallen()
  }

  /// The share of pixels in the squares of a query, halved at fixed points of the schedule.
  func share(at query: Int) -> Float {
    let place = query * 10_000 / queries
    let halvings = [10, 50, 200, 500, 1000, 2000, 4000, 6000, 8000].prefix { $0 < place }.count
    return share / Float(1 << halvings)
  }

  // MARK: - L∞

  /// Moves each column of an image by ±ε.
  private func stripe(
    _ images: inout Matrix, _ row: Int, _ search: AdversarialSearch,
    using generator: inout SeededGenerator
  ) {
    let (shape, epsilon) = (search.shape, search.threat.epsilon)
    for channel in 0..<shape.channels {
      for x in 0..<shape.width {
        let move = Bool.random(using: &generator) ? epsilon : -epsilon
        for y in 0..<shape.height {
          images[row, (channel * shape.height + y) * shape.width + x] += move
        }
      }
    }
  }

  /// Moves one square of an image by ±2ε.
  private func shift(
    _ images: inout Matrix, _ row: Int, _ side: Int, _ search: AdversarialSearch,
    using generator: inout SeededGenerator
  ) {
    let (shape, epsilon) = (search.shape, search.threat.epsilon)
    let window = Window(side: max(1, side), in: shape, using: &generator)
    for channel in 0..<shape.channels {
      let move = Bool.random(using: &generator) ? 2 * epsilon : -2 * epsilon
      window.forEachPixel(of: channel) { _, pixel in images[row, pixel] += move }
    }
  }

  /// A square somewhere in an image.
  struct Window {
    let side: Int
    private let (x, y): (Int, Int)
    private let shape: ImageShape

    init(x: Int, y: Int, side: Int, in shape: ImageShape) {
      (self.x, self.y, self.side, self.shape) = (x, y, side, shape)
    }

    /// - Parameter side: In pixels; less where the image is smaller.
    init(side: Int, in shape: ImageShape, using generator: inout SeededGenerator) {
      let side = min(side, shape.height, shape.width)
      self.init(
        x: Int.random(in: 0...shape.width - side, using: &generator),
        y: Int.random(in: 0...shape.height - side, using: &generator), side: side, in: shape)
    }

    /// - Parameter body: Told each place in the square, row by row, and which pixel of an image it is.
    func forEachPixel(of channel: Int, _ body: (_ place: Int, _ pixel: Int) -> Void) {
      for row in 0..<side {
        let start = (channel * shape.height + y + row) * shape.width + x
        for column in 0..<side { body(row * side + column, start + column) }
      }
    }
  }
}
