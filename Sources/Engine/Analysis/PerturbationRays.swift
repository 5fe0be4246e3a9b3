/// The rays x + ε·sign ∇ₓJ of many images at once, and how they are read at one ε after another.
///
/// As for `PerturbationRay`, the first layer is affine in ε and computed once, unless pixels are
/// held to a range. Images that are done with can be dropped, so that a search goes on with the
/// rest alone.
struct PerturbationRays {
  private let network: Network
  private let range: ClosedRange<Float>?
  /// What follows the first layer.
  private let tail: [Layer]
  /// u = W₁x + b₁, or x where pixels are held to a range, `[count, width]`.
  private var base: Matrix
  /// v = W₁η, or η where pixels are held to a range, `[count, width]`.
  private var slope: Matrix
  /// The right class of each image, `[count]`.
  private(set) var labels: [Int]
  /// Which image each row is, counted in the batch that the rays were made of.
  private(set) var indices: [Int]

  /// - Parameters:
  ///   - images: `[count, pixels]`, in 0…1.
  ///   - labels: `[count]`.
  ///   - range: What pixels are held to; `nil` where they may leave it.
  init(network: Network, images: Matrix, labels: [Int], range: ClosedRange<Float>?) {
    self.network = network
    self.range = range
    self.labels = labels
    indices = Array(labels.indices)
    let direction = FastGradientSign.direction(network.lossGradient(images, labels: labels))
    guard range == nil else {
      (base, slope, tail) = (images, direction, [])
      return
    }
    let first = network.dense[0]
    tail = Array(network.layers.dropFirst())
    base = Matrix(rows: images.rows, columns: first.outputs)
    first.forward(images, into: &base)
    slope = Matrix.product(direction, .none, first.weights, .transposed)
  }

  /// Whether each image that is left is misread at a distance, `[count]`.
  func isMisread(at epsilon: Float) -> [Bool] { isMisread(at: labels.map { _ in epsilon }) }

  /// Whether each image that is left is misread at a distance of its own, `[count]`.
  func isMisread(at epsilons: [Float]) -> [Bool] {
    zip(logits(at: epsilons).argmaxOfRows(), labels).map { $0 != $1 }
  }

  /// The scores of the images that are left, each at its own distance, `[count, classes]`.
  private func logits(at epsilons: [Float]) -> Matrix {
    var values = Matrix(rows: base.rows, columns: base.columns)
    let width = base.columns
    values.values.withUnsafeMutableBufferPointer { values in
      base.values.withUnsafeBufferPointer { base in
        slope.values.withUnsafeBufferPointer { slope in
          for (row, epsilon) in epsilons.enumerated() {
            for index in row * width..<(row + 1) * width {
              values[index] = base[index] + epsilon * slope[index]
            }
          }
        }
      }
    }
    guard let range else { return network.logits(of: values, through: tail) }
    for index in values.values.indices {
      values.values[index] = min(max(values.values[index], range.lowerBound), range.upperBound)
    }
    return network.logits(values)
  }

  /// Drops the images for which `isLeft` is false.
  mutating func keep(_ isLeft: [Bool]) {
    let rows = isLeft.indices.filter { isLeft[$0] }
    guard rows.count < isLeft.count else { return }
    base = base.selecting(rows)
    slope = slope.selecting(rows)
    labels = rows.map { labels[$0] }
    indices = rows.map { indices[$0] }
  }
}

extension Network {
  /// Runs some layers on what the layers before them gave, `[batch, width]`.
  func logits(of values: Matrix, through layers: [Layer]) -> Matrix {
    var values = values
    for layer in layers {
      switch layer {
      case .dense(let dense):
        var next = Matrix(rows: values.rows, columns: dense.outputs)
        dense.forward(values, into: &next)
        values = next
      case .activation(let activation):
        activation.apply(&values.values)
      }
    }
    return values
  }
}

extension Matrix {
  /// Some rows, in the order given.
  func selecting(_ rows: [Int]) -> Matrix {
    Matrix(rows: rows.count, columns: columns, values: rows.flatMap(row))
  }
}
