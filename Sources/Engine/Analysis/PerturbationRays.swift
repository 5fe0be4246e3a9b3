/// The rays x + ε·sign ∇ₓJ of many images at once, and how they are read at one ε after another.
///
/// As for `PerturbationRay`, the first layer is computed once, unless pixels are held to a range. Images that are done with can be dropped, so that a search goes on with the
/// rest alone.
struct PerturbationRays {
  private let network: Network
  private let range: ClosedRange<Float>?
  /// What follows the first layer.
  private let tail: [Layer]
  /// What the first layer gives, or x + εη where pixels are held to a range.
  private var values: RayValues
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
      (values, tail) = (RayValues(base: images, slope: direction), [])
      return
    }
    values = RayValues(of: network.layers[0], from: images, along: direction)
    tail = Array(network.layers.dropFirst())
  }

  /// Whether each image that is left is misread at a distance, `[count]`.
  func isMisread(at epsilon: Float) -> [Bool] { isMisread(at: labels.map { _ in epsilon }) }

  /// Whether each image that is left is misread at a distance of its own, `[count]`.
  func isMisread(at epsilons: [Float]) -> [Bool] {
    zip(logits(at: epsilons).argmaxOfRows(), labels).map { $0 != $1 }
  }

  /// The scores of the images that are left, each at its own distance, `[count, classes]`.
  private func logits(at epsilons: [Float]) -> Matrix {
    var values = values.at(epsilons)
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
    values = values.selecting(rows)
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
      case .dense(let layer): values = layer.values(of: values)
      case .radialBasis(let layer): values = layer.values(of: values)
      case .activation(let activation):
        activation.apply(&values.values)
      }
    }
    return values
  }
}

extension TrainedLayer {
  /// What it makes of a batch, `[batch, units]`.
  fileprivate func values(of input: Matrix) -> Matrix {
    var output = Matrix(rows: input.rows, columns: parameters.units)
    forward(input, into: &output)
    return output
  }
}
