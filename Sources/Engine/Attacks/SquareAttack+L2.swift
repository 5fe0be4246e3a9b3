/// Square for L2: it starts from a grid of bumps, and each query moves the length of one square to
/// another, where a bump is added.
///
/// A bump η is positive in one half of its square and negative in the other, and falls off from the
/// middle of each. Source: Andriushchenko et al. 2020, section 3.4, algorithm 3 and equation 2.
extension SquareAttack {
  /// Moves an image by five by five bumps of random signs, of length ε together.
  func tile(
    _ images: inout Matrix, _ row: Int, _ search: AdversarialSearch,
    using generator: inout SeededGenerator
  ) {
    let shape = search.shape
    let side = max(1, min(shape.height, shape.width) / 5)
    var change = [Float](repeating: 0, count: images.columns)
    for y in stride(from: shape.height % side / 2, through: shape.height - side, by: side) {
      for x in stride(from: shape.width % side / 2, through: shape.width - side, by: side) {
        let window = Window(x: x, y: y, side: side, in: shape)
        let bump = Self.bump(side, isTurned: Bool.random(using: &generator))
        for channel in 0..<shape.channels {
          let sign: Float = Bool.random(using: &generator) ? 1 : -1
          window.forEachPixel(of: channel) { place, pixel in change[pixel] = sign * bump[place] }
        }
      }
    }
    images.set(row, to: search.originals, movedBy: change, length: search.threat.epsilon)
  }

  /// Takes the change of one square away, and spends its length on a bump in another.
  func rearrange(
    _ images: inout Matrix, _ row: Int, _ side: Int, _ search: AdversarialSearch,
    using generator: inout SeededGenerator
  ) {
    let (shape, epsilon) = (search.shape, search.threat.epsilon)
    var change = zip(images.row(row), search.originals.row(row)).map { $0 - $1 }
    let unused = max(0, epsilon * epsilon - Norm.l2(change) * Norm.l2(change))
    // Odd sides have a middle.
    let side = max(3, side) | 1
    let given = Window(side: side, in: shape, using: &generator)
    let taken = Window(side: side, in: shape, using: &generator)
    let bump = Self.bump(given.side, isTurned: Bool.random(using: &generator))
    for channel in 0..<shape.channels {
      let sign: Float = Bool.random(using: &generator) ? 1 : -1
      var old = bump
      given.forEachPixel(of: channel) { place, pixel in
        old[place] = change[pixel]
        change[pixel] = 0
      }
      var freed = old.reduce(0) { $0 + $1 * $1 }
      let scale = 1 / (freed.squareRoot() + 1e-12)
      taken.forEachPixel(of: channel) { _, pixel in
        freed += change[pixel] * change[pixel]
        change[pixel] = 0
      }
      let new = zip(old, bump).map { $0 * scale + sign * $1 }
      let length = (freed + unused / Float(shape.channels)).squareRoot() / (Norm.l2(new) + 1e-12)
      given.forEachPixel(of: channel) { place, pixel in change[pixel] = length * new[place] }
    }
    images.set(row, to: search.originals, movedBy: change, length: epsilon)
  }

  /// η: two halves of opposite sign, together of length 1, `[side · side]`.
  ///
  /// - Parameter isTurned: Whether the halves lie side by side and not one above the other.
  static func bump(_ side: Int, isTurned: Bool) -> [Float] {
    let upper = pyramid(rows: side / 2, columns: side)
    let lower = pyramid(rows: side - side / 2, columns: side)
    let values = upper + lower.map { -$0 }
    let length = Norm.l2(values)
    return values.indices.map { place in
      values[isTurned ? place % side * side + place / side : place] / length
    }
  }

  /// A rectangle whose values fall off from the middle, of length 1: Σ 1/(k+1)² over the squares
  /// around the middle that hold the place.
  private static func pyramid(rows: Int, columns: Int) -> [Float] {
    let layers = max(rows / 2, columns / 2) + 1
    var values: [Float] = []
    for y in 0..<rows {
      for x in 0..<columns {
        let ring = max(abs(y - rows / 2), abs(x - columns / 2))
        values.append((ring..<layers).reduce(0) { $0 + 1 / Float(($1 + 1) * ($1 + 1)) })
      }
    }
    let length = Norm.l2(values)
    return values.map { $0 / length }
  }
}

extension Matrix {
  /// Sets a row to that of another matrix, moved by a change that is scaled to a length.
  fileprivate mutating func set(
    _ row: Int, to originals: Matrix, movedBy change: [Float], length: Float
  ) {
    let scale = length / (Norm.l2(change) + 1e-12)
    for column in 0..<columns {
      self[row, column] = originals[row, column] + scale * change[column]
    }
  }
}
