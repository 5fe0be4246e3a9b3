/// The images x + εη of one image x and one direction η, for every ε, and how they are read.
///
/// The first layer is simple in ε and computed once (see `RayValues`): each further ε costs only the
/// small layers. Where pixels are held to a range the ray bends, and each ε costs a whole forward
/// pass.
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
  /// What the first layer gives.
  private let first: RayValues

  /// - Precondition: `image` and `direction` are one row of the network's pixels.
  public init(
    network: Network, image: Matrix, direction: Matrix, range: ClosedRange<Float>? = nil
  ) {
    precondition(image.rows == 1 && direction.rows == 1, "a ray is of one image")
    self.network = network
    self.image = image
    self.direction = direction
    self.range = range
    tail = Array(network.layers.dropFirst())
    first = RayValues(of: network.layers[0], from: image, along: direction)
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
    return network.logits(of: first.at(epsilons), through: tail)
  }

  /// The confidences at one distance, `[classes]`.
  public func confidences(at epsilon: Float) -> [Float] {
    softmax(logits(at: [epsilon])).values
  }
}
