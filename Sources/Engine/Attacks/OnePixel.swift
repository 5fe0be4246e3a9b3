/// The one-pixel attack, and with more pixels the few-pixel attack: differential evolution looks for
/// the pixels that matter, and for their values.
///
/// A candidate is a list of pixels, each a row, a column and a value for every channel. It is fitter
/// the less the label is believed, or the more the target is. Rows and columns start uniform, values
/// normal with mean and deviation one half (the paper's N(128, 127) of 255). An image leaves as soon as
/// it has fallen.
///
/// Source: Su, Vargas and Sakurai, *One Pixel Attack for Fooling Deep Neural Networks*, 2019, section
/// III; seed 003, "One pixel attack". The paper does not say what becomes of children that leave the
/// image or the range of pixels; here they are held to its edge. Where pixels have no range, values
/// keep to 0…1 all the same: a single pixel of any size would prove nothing.
public struct OnePixel: Attack {
  /// How many pixels may change; never more than the radius.
  public var pixels = 1
  /// How many candidates there are for each image.
  public var population = 400
  /// How many generations follow the first; several pixels take more than the paper's 100.
  public var generations = 100
  /// F of differential evolution.
  public var weight: Float = 0.5

  public init() {}

  public static let name = "one-pixel"
  public static let summary = "Differential evolution of the few pixels that matter"
  public static let source = "Su et al. 2017"
  public static let access = AttackAccess.scores
  public static let norms = [Norm.l0]
  public static var settings: [AttackSetting<Self>] {
    [
      AttackSetting("pixels", \.pixels, 1...1000, "pixels that may change, up to ε"),
      AttackSetting("population", \.population, 4...10_000, "candidates for each image"),
      AttackSetting("generations", \.generations, 0...10_000, "generations after the first"),
      AttackSetting("weight", \.weight, 0...2, "F, how much of a difference is added"),
    ]
  }

  public func run(
    _ search: inout AdversarialSearch, using generator: inout SeededGenerator
  ) throws(AttackCancelled) {
    // A pixel has a value in each channel, and L0 counts values.
    let count = min(pixels, Int(search.threat.epsilon) / search.shape.channels)
    guard count > 0 else { return }
    for row in search.active.indices { try evolve(row, pixels: count, &search, &generator) }
  }

  private func evolve(
    _ row: Int, pixels: Int, _ search: inout AdversarialSearch, _ generator: inout SeededGenerator
  ) throws(AttackCancelled) {
    let canvas = PixelCanvas(shape: search.shape, range: search.threat.range ?? 0...1)
    let first = canvas.candidates(population, pixels: pixels, using: &generator)
    var evolution = DifferentialEvolution(
      first, fitness: try fitness(of: first, on: canvas, row, &search), weight: weight)
    for _ in 0..<generations where !search.mayLeave(row) {
      var children = evolution.children(using: &generator)
      canvas.hold(&children)
      evolution.select(children, fitness: try fitness(of: children, on: canvas, row, &search))
    }
  }

  private func fitness(
    of candidates: Matrix, on canvas: PixelCanvas, _ row: Int, _ search: inout AdversarialSearch
  ) throws(AttackCancelled) -> [Float] {
    let rows = Array(repeating: row, count: candidates.rows)
    let images = canvas.images(of: candidates, on: search.originals.row(row))
    return search.losses(
      try search.scores(at: images, rows: rows), .crossEntropy, rows: rows)
  }
}

/// What candidates of the one-pixel attack are painted on.
///
/// A candidate is a list of pixels, each a row, a column and a value for every channel:
/// `[candidates, pixels · (2 + channels)]`.
struct PixelCanvas {
  let shape: ImageShape
  let range: ClosedRange<Float>

  private var stride: Int { 2 + shape.channels }

  /// Random candidates.
  func candidates(
    _ count: Int, pixels: Int, using generator: inout SeededGenerator
  ) -> Matrix {
    var candidates = Matrix(rows: count, columns: pixels * stride)
    for index in candidates.values.indices {
      candidates.values[index] =
        switch index % stride {
        case 0: generator.uniform(0, Float(shape.height))
        case 1: generator.uniform(0, Float(shape.width))
        default: 0.5 + 0.5 * generator.normal()
        }
    }
    hold(&candidates)
    return candidates
  }

  /// Holds candidates to the image and to the range of pixels.
  func hold(_ candidates: inout Matrix) {
    for index in candidates.values.indices {
      let (low, high): (Float, Float) =
        switch index % stride {
        case 0: (0, Float(shape.height).nextDown)
        case 1: (0, Float(shape.width).nextDown)
        default: (range.lowerBound, range.upperBound)
        }
      candidates.values[index] = min(max(candidates.values[index], low), high)
    }
  }

  /// The image that each candidate makes of one image, `[candidates, pixels]`.
  ///
  /// Where two of its pixels fall together, the later one is seen.
  func images(of candidates: Matrix, on original: some Sequence<Float>) -> Matrix {
    let original = Array(original)
    var images = Matrix(rows: candidates.rows, columns: original.count)
    let plane = shape.height * shape.width
    images.values.withUnsafeMutableBufferPointer { images in
      for row in 0..<candidates.rows {
        let start = row * original.count
        for index in original.indices { images[start + index] = original[index] }
        for first in Swift.stride(from: 0, to: candidates.columns, by: stride) {
          let place =
            Int(candidates[row, first]) * shape.width + Int(candidates[row, first + 1])
          for channel in 0..<shape.channels {
            images[start + channel * plane + place] = candidates[row, first + 2 + channel]
          }
        }
      }
    }
    return images
  }
}
