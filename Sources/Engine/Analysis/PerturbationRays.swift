/// The rays x + ε·sign ∇ₓJ of many images at once, and how they are read.
///
/// As for `PerturbationRay`, the first layer is computed once, unless pixels are held to a range.
public struct PerturbationRays: Sendable {
  /// One question: how an image is read at a distance.
  struct Probe {
    /// Which image, counted in the batch that the rays were made of.
    var image: Int
    /// ε, in pixel units.
    var epsilon: Float
  }

  /// The right class of each image, `[count]`.
  public let labels: [Int]

  let network: Network
  private let range: ClosedRange<Float>?
  /// What follows the first layer; all of the network where pixels are held to a range.
  private let tail: [Layer]
  /// What the first layer gives, or x + εη where pixels are held to a range.
  private let values: RayValues
  /// How fast those values change at most, `[count]`; infinite where pixels are held to a range, as
  /// the ray bends.
  let slopeNorms: [Float]

  /// - Parameters:
  ///   - images: `[count, pixels]`, in 0…1.
  ///   - labels: `[count]`.
  ///   - range: What pixels are held to; `nil` where they may leave it.
  public init(network: Network, images: Matrix, labels: [Int], range: ClosedRange<Float>? = nil) {
    self.network = network
    self.range = range
    self.labels = labels
    let direction = FastGradientSign.direction(network.lossGradient(images, labels: labels))
    guard range == nil else {
      (values, tail) = (RayValues(base: images, slope: direction), network.layers)
      slopeNorms = labels.map { _ in .infinity }
      return
    }
    values = RayValues(of: network.layers[0], from: images, along: direction)
    tail = Array(network.layers.dropFirst())
    slopeNorms = values.slopeNorms
  }

  /// Whether each image is misread at a distance, `[count]`.
  func isMisread(at epsilon: Float) -> [Bool] {
    isMisread(labels.indices.map { Probe(image: $0, epsilon: epsilon) })
  }

  /// Whether the images are misread, an answer a probe.
  func isMisread(_ probes: [Probe]) -> [Bool] {
    zip(logits(probes).argmaxOfRows(), probes).map { $0 != labels[$1.image] }
  }

  /// The scores, `[probes.count, classes]`.
  func logits(_ probes: [Probe]) -> Matrix {
    var values = values.at(probes)
    if let range {
      for index in values.values.indices {
        values.values[index] = min(max(values.values[index], range.lowerBound), range.upperBound)
      }
    }
    return network.logits(of: values, through: tail)
  }
}

/// The rays of images of a dataset, shard by shard in their order, made on all cores.
///
/// - Parameters:
///   - clipped: Whether pixels are held to 0…1; the study does not.
///   - range: Which images; all of them unless told.
public func perturbationRays(
  of network: Network, on data: Dataset, clipped: Bool = false, in range: Range<Int>? = nil
) -> [PerturbationRays] {
  let images = range ?? 0..<data.count
  return mapShards(of: images.count, size: evaluationShardSize) { shard in
    PerturbationRays(network, data, shard.offset(by: images.lowerBound), clipped: clipped)
  }
}

extension PerturbationRays {
  /// The rays of consecutive images of a dataset.
  init(_ network: Network, _ data: Dataset, _ range: Range<Int>, clipped: Bool) {
    self.init(
      network: network, images: data.images(range), labels: range.map(data.label),
      range: clipped ? 0...1 : nil)
  }
}

extension Range<Int> {
  /// The range as many places further on.
  func offset(by distance: Int) -> Range { lowerBound + distance..<upperBound + distance }
}

extension Network {
  /// Runs some layers on what the layers before them gave, `[batch, width]`.
  func logits(of values: consuming Matrix, through layers: [Layer]) -> Matrix {
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
