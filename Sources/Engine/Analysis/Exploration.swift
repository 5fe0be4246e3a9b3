/// Everything the Explore screen shows of one image, for every ε at once.
public struct Exploration: Sendable {
  /// The place of the image in its dataset.
  public let index: Int
  /// The right class.
  public let label: Int
  public let shape: ImageShape
  /// ∇ₓJ of the network whose gradient is followed, `[pixels]`, in nats per pixel unit.
  public let gradient: [Float]
  /// The ray x + ε·sign ∇ₓJ.
  public let ray: PerturbationRay
  /// The confidences of the image as it is, `[classes]`.
  public let confidences: [Float]
  /// The confidences along the ray, for ε from 0 to 1.
  public let curve: ConfidenceCurve
  /// The smallest ε at which the image is misread, to a precision of 10⁻⁵; 0 where it is misread as
  /// it is, `nil` where there is none up to 1.
  ///
  /// It lies within the first step of the curve, 0.001 wide, that ends in a misreading. A misreading
  /// that begins and ends within one step is passed over: there is none under the hypothesis of seed
  /// 000, section 5.2.1, by which an image stays misread from ε_min on.
  public let minimalEpsilon: Float?

  /// Explores one image of a dataset.
  ///
  /// - Parameters:
  ///   - clipped: Whether pixels are held to 0…1; the study does not.
  ///   - source: The network whose gradient is followed; `nil` for the one that reads.
  /// - Precondition: The networks read images of the dataset's shape and know its labels.
  public init(
    _ network: Network, _ data: Dataset, index: Int, clipped: Bool,
    gradientOf source: Network? = nil
  ) {
    let image = data.image(index)
    let gradient = (source ?? network).lossGradient(image, labels: [data.label(index)])
    let ray = PerturbationRay(
      network: network, image: image, direction: FastGradientSign.direction(gradient),
      range: clipped ? 0...1 : nil)
    let curve = ConfidenceCurve(ray: ray, label: data.label(index))
    self.index = index
    label = data.label(index)
    shape = data.shape
    self.gradient = gradient.values
    self.ray = ray
    confidences = ray.confidences(at: 0)
    self.curve = curve
    minimalEpsilon = Self.refine(ray, curve)
  }

  /// Whether every confidence and gradient is a finite number.
  public var isFinite: Bool {
    gradient.allSatisfy(\.isFinite) && confidences.allSatisfy(\.isFinite)
      && curve.labelConfidence.allSatisfy(\.isFinite)
      && curve.otherConfidence.allSatisfy(\.isFinite)
  }

  /// Bisects between the first misread distance of the curve and the one before it.
  ///
  /// Between them the reading is taken to change once. What is returned is misread in any case.
  private static func refine(_ ray: PerturbationRay, _ curve: ConfidenceCurve) -> Float? {
    guard let first = curve.firstMisread else { return nil }
    guard first > 0 else { return 0 }
    var (low, high) = (curve.epsilons[first - 1], curve.epsilons[first])
    while high - low > 1e-5 {
      let middle = (low + high) / 2
      if ray.logits(at: [middle]).argmaxOfRows()[0] == curve.label {
        low = middle
      } else {
        high = middle
      }
    }
    return high
  }
}
