/// The images x + εη of one image x and one direction η, for every ε, and how they are read.
///
/// The first layer is affine in ε, W₁(x + εη) + b₁ = u + εv, with u = W₁x + b₁ and v = W₁η
/// computed once: each further ε costs only the small layers. Where pixels are held to a range the
/// ray bends, and each ε costs a whole forward pass.
public struct PerturbationRay: Sendable {
  public let network: Network
  /// x, `[1, pixels]`, in 0…1.
  public let image: Matrix
  /// η, `[1, pixels]`.
  public let direction: Matrix
  /// The range that pixels are held to; `nil` where they may leave it.
  public let range: ClosedRange<Float>?

  /// What follows the first layer; `nil` where that is the only one.
  private let tail: [Layer]
  /// u, `[first width]`.
  private let base: [Float]
  /// v, `[first width]`.
  private let slope: [Float]

  /// - Precondition: `image` and `direction` are one row of the network's pixels.
  public init(
    network: Network, image: Matrix, direction: Matrix, range: ClosedRange<Float>? = nil
  ) {
    precondition(image.rows == 1 && direction.rows == 1, "a ray is of one image")
    self.network = network
    self.image = image
    self.direction = direction
    self.range = range
    let first = network.dense[0]
    tail = Array(network.layers.dropFirst())
    base = zip(Matrix.product(image, .none, first.weights, .transposed).values, first.biases)
      .map { $0 + $1 }
    slope = Matrix.product(direction, .none, first.weights, .transposed).values
  }

  /// The image at a distance, x + εη, `[pixels]`.
  public func image(at epsilon: Float) -> [Float] {
    var pixels = zip(image.values, direction.values).map { $0 + epsilon * $1 }
    if let range {
      for index in pixels.indices {
        pixels[index] = min(max(pixels[index], range.lowerBound), range.upperBound)
      }
    }
    return pixels
  }

  /// The scores at each distance, `[epsilons.count, classes]`.
  public func logits(at epsilons: [Float]) -> Matrix {
    if range != nil {
      let images = Matrix(
        rows: epsilons.count, columns: image.columns, values: epsilons.flatMap(image(at:)))
      return network.logits(images)
    }
    var values = Matrix(rows: epsilons.count, columns: base.count)
    values.values.withUnsafeMutableBufferPointer { values in
      for (row, epsilon) in epsilons.enumerated() {
        let start = row * base.count
        for column in base.indices {
          values[start + column] = base[column] + epsilon * slope[column]
        }
      }
    }
    return network.logits(of: values, through: tail)
  }

  /// The confidences at one distance, `[classes]`.
  public func confidences(at epsilon: Float) -> [Float] {
    softmax(logits(at: [epsilon])).values
  }
}
