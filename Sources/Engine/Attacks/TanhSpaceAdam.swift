import Foundation

/// Adam on images that can't leave their range: each pixel is a function of a free variable.
///
/// x = low + (high − low)·(tanh w + 1)/2, as in Carlini and Wagner, *Towards Evaluating the
/// Robustness of Neural Networks*, 2017, section IV.B; it starts at w = arctanh(0.999999·(2x′ − 1)),
/// x′ being the pixel's place in the range: at the very ends w would be infinite. So a start decodes
/// to an image that differs by up to 5·10⁻⁷ of the range from its original; distances that the
/// attack makes small are measured from there, as in the authors' code, so that a start has none.
/// The optimiser is Kingma and Ba's with β₁ = 0.9, β₂ = 0.999 and 10⁻⁸, kept for each image alone, so
/// that each can start anew when it likes.
struct TanhSpaceAdam {
  /// What the variables decode to, `[rows, pixels]`.
  private(set) var images: Matrix
  /// What the originals decode to, `[rows, pixels]`.
  private(set) var bases: Matrix
  /// The gradient of what is to be made small with respect to the images, but for the distance, to
  /// be set before a step; `[rows, pixels]`.
  var gradient: Matrix

  private var variables: Matrix
  private var means: Matrix
  private var squares: Matrix
  /// How many steps each image has taken since its start.
  private var times: [Int]
  private let low: Float
  private let span: Float
  private let rate: Float

  /// - Parameter rate: Adam's learning rate, in units of w.
  init(_ originals: Matrix, range: ClosedRange<Float>, rate: Float) {
    low = range.lowerBound
    span = max(range.upperBound - range.lowerBound, .leastNormalMagnitude)
    self.rate = rate
    let zeros = Matrix(rows: originals.rows, columns: originals.columns)
    (gradient, means, squares, variables, bases) = (zeros, zeros, zeros, zeros, originals)
    images = originals
    times = Array(repeating: 0, count: originals.rows)
    for row in times.indices { restart(row, at: originals.row(row)) }
    bases = images
  }

  /// Starts an image anew, with nothing remembered.
  mutating func restart(_ row: Int, at image: ArraySlice<Float>) {
    times[row] = 0
    for (column, pixel) in image.enumerated() {
      let place = 0.999_999 * (2 * min(max((pixel - low) / span, 0), 1) - 1)
      variables[row, column] = 0.5 * (log1pf(place) - log1pf(-place))
      means[row, column] = 0
      squares[row, column] = 0
    }
    decode(row)
  }

  /// Goes on with some rows alone.
  mutating func keep(_ rows: [Int]) {
    images = images.selecting(rows)
    bases = bases.selecting(rows)
    gradient = gradient.selecting(rows)
    variables = variables.selecting(rows)
    means = means.selecting(rows)
    squares = squares.selecting(rows)
    times = rows.map { times[$0] }
  }

  /// Replaces pixels of an image that are fixed, or that hardly differ from the original, by those
  /// of the original.
  mutating func restore(_ row: Int, to original: ArraySlice<Float>, where isFixed: [Bool]) {
    for (column, pixel) in original.enumerated()
    where isFixed[column] || abs(images[row, column] - pixel) < 1e-5 * span {
      images[row, column] = pixel
    }
  }

  /// Takes one step down the gradient and the distance.
  mutating func step(_ row: Int, _ distance: some DistanceToShrink) {
    let width = images.columns
    let range = row * width..<(row + 1) * width
    times[row] += 1
    let time = Float(times[row])
    let unbiased = (1 - powf(0.999, time)).squareRoot()
    let length = rate * unbiased / (1 - powf(0.9, time))
    let tiny = 1e-8 * unbiased
    let (low, span, scale) = (low, span, 1 / span)
    // One pass for each array that changes: a row stays in the first-level cache, and the compiler
    // can tell that few arrays do not overlap.
    gradient.values.withUnsafeMutableBufferPointer { gradient in
      images.values.withUnsafeBufferPointer { images in
        bases.values.withUnsafeBufferPointer { bases in
          for index in range {
            // A pixel that was put back to an end of its range is no farther out than a start is.
            let place = min(max((images[index] - low) * scale, 5e-7), 1 - 5e-7)
            gradient[index] =
              (gradient[index] + distance.slope(images[index] - bases[index]))
              * (2 * span * place * (1 - place))
          }
        }
      }
    }
    gradient.values.withUnsafeBufferPointer { gradient in
      means.values.withUnsafeMutableBufferPointer { means in
        for index in range { means[index] = 0.9 * means[index] + 0.1 * gradient[index] }
      }
      squares.values.withUnsafeMutableBufferPointer { squares in
        for index in range {
          squares[index] = 0.999 * squares[index] + 0.001 * gradient[index] * gradient[index]
        }
      }
    }
    variables.values.withUnsafeMutableBufferPointer { variables in
      means.values.withUnsafeBufferPointer { means in
        squares.values.withUnsafeBufferPointer { squares in
          for index in range {
            let root = squares[index] * inverseSquareRoot(squares[index])
            variables[index] -= length * means[index] / (root + tiny)
          }
        }
      }
    }
    decode(row)
  }

  /// The changes of an image since its start was decoded.
  private func changes(_ row: Int) -> some Sequence<Float> {
    zip(images.row(row), bases.row(row)).lazy.map { $0 - $1 }
  }

  /// ‖δ‖₂² of an image.
  func squaredDistance(_ row: Int) -> Float { changes(row).reduce(0) { $0 + $1 * $1 } }

  /// ‖δ‖∞ of an image.
  func largestChange(_ row: Int) -> Float { Norm.linf(changes(row)) }

  /// Σ max(0, |δᵢ| − τ) of an image.
  func excess(_ row: Int, over threshold: Float) -> Float {
    changes(row).reduce(0) { $0 + max(0, abs($1) - threshold) }
  }

  /// (tanh w + 1)/2 = 1 / (1 + e^(−2w)).
  private mutating func decode(_ row: Int) {
    let range = row * images.columns..<(row + 1) * images.columns
    let (low, span) = (low, span)
    images.values.withUnsafeMutableBufferPointer { images in
      variables.values.withUnsafeBufferPointer { variables in
        for index in range { images[index] = low + span / (1 + exponential(-2 * variables[index])) }
      }
    }
  }
}

/// A distance that an attack makes small, as a sum over pixels.
protocol DistanceToShrink {
  /// The derivative with respect to one pixel's change.
  func slope(_ change: Float) -> Float
}

/// ‖δ‖₂².
struct SquaredDistance: DistanceToShrink {
  @inline(__always)
  func slope(_ change: Float) -> Float { 2 * change }
}

/// Σ max(0, |δᵢ| − τ).
struct ExcessDistance: DistanceToShrink {
  let threshold: Float

  @inline(__always)
  func slope(_ change: Float) -> Float {
    (change > threshold ? 1 : 0) - (change < -threshold ? 1 : 0)
  }
}
