/// The strongest image that an attack finds within each ε, for one image and some ε: a curve that
/// fills in.
///
/// The attack is made anew within each ε, to its end: past its first success it goes on to make the
/// reading surer, so that the curve shows how far the attack gets and not where it could have stopped.
/// An attacker who may go as far as ε may also go less far. So at each ε stands the strongest image of
/// those found within it and within every smaller ε that was tried, and the margin never falls as ε
/// grows: a misreading, once seen, stays. What the attack missed is not known: with more ε tried an
/// image may be replaced by a stronger one that lies nearer.
///
/// At each ε the attack draws from a stream of its own, so that the curve does not depend on the order
/// in which they are tried.
public struct AttackCurve: Equatable, Sendable {
  /// What was found within one ε.
  public struct Point: Equatable, Sendable {
    /// How far the attack might go, in the norm of the attack; in steps of 10⁻⁶.
    public internal(set) var epsilon: Float
    /// `[pixels]`.
    public let image: [Float]
    /// `[classes]`.
    public let confidences: [Float]
    /// Which class the image is read as.
    public let reading: Int
    /// How far the scores are ahead of where the attack would fail, in score units: above 0 for what
    /// is read as the attacker wants.
    public let margin: Float
    public let isAdversarial: Bool
    /// How far it is from the image as it is, at most ε up to rounding.
    public let size: Float

    /// The class with the largest confidence but for the label; the first of equals.
    public func bestOther(than label: Int) -> Int {
      // From the scores, for confidences may round to equal ones.
      if reading != label { return reading }
      let others = confidences.indices.filter { $0 != label }
      return others.reduce(others[0]) { confidences[$1] > confidences[$0] ? $1 : $0 }
    }
  }

  /// The attack, whose own ε is not looked at.
  public let choice: AttackChoice
  /// Whether pixels are held to 0…1.
  public let isClipped: Bool
  /// Tells the weights that are attacked from others.
  public let modelVersion: Int
  /// The place of the image in its dataset.
  public let index: Int
  public let label: Int
  public let shape: ImageShape
  /// The image as it is, `[pixels]`.
  public let original: [Float]
  /// Why the attack can't be made, a sentence for the user; `nil` where it can.
  public internal(set) var failure: String?
  /// The strongest image within each ε that was tried, from the smallest; the first is the image as
  /// it is, ε 0.
  public private(set) var points: [Point]
  /// What the attack found within each ε, whatever it found within smaller ones.
  private var found: [Point]

  /// A curve of which the image as it is is known.
  public init(
    _ choice: AttackChoice, isClipped: Bool, of network: Network, version: Int = 0,
    _ data: Dataset, index: Int
  ) {
    self.choice = choice
    self.isClipped = isClipped
    modelVersion = version
    self.index = index
    label = data.label(index)
    shape = data.shape
    original = data.image(index).values
    points = []
    found = []
    do {
      if let point = try find(within: 0, on: network, isCancelled: { false }) { insert(point) }
    } catch {
      failure = "\(error)"
    }
  }

  /// The attacks that can be made within any ε; those that look for the nearest image know none.
  public static var attacks: [any Attack.Type] { AttackCatalogue.all.filter { $0.aim == .ball } }

  /// An attack with its default settings, but for those that would hold it back where ε does not: the
  /// one-pixel attack changes as many pixels as it may.
  public static func choice(_ kind: any Attack.Type) -> AttackChoice {
    var choice = AttackChoice(kind)
    guard kind == OnePixel.self else { return choice }
    for place in choice.settings.indices where choice.settings[place].name == "pixels" {
      choice.settings[place].value = choice.settings[place].range.upperBound
    }
    return choice
  }

  /// ε as the curve knows it, in steps of 10⁻⁶: what is meant to be the same is the same.
  static func rounded(_ epsilon: Float) -> Float {
    Float((Double(epsilon) * 1e6).rounded() / 1e6)
  }

  /// Makes the attack within one ε.
  ///
  /// - Returns: What it found; `nil` where it was cancelled.
  /// - Throws: `AttackError`, where the attack can't be made.
  func find(
    within epsilon: Float, on network: Network, isCancelled: @escaping @Sendable () -> Bool
  ) throws(AttackError) -> Point? {
    var choice = choice
    choice.epsilon = Self.rounded(epsilon)
    let run = try choice.run(isClipped: isClipped)
    try run.check(network)
    let stream = UInt64((Double(choice.epsilon) * 1e6).rounded())
    var generator = SeededGenerator(seed: run.seed).stream(UInt64(index)).stream(stream)
    let image = Matrix(row: original)
    let strongest: StrongestImage
    do throws(AttackCancelled) {
      strongest = try run.strongest(network, image, label: label, &generator, isCancelled)
    } catch {
      return nil
    }
    return Point(
      epsilon: choice.epsilon, image: strongest.pixels, confidences: strongest.confidences,
      reading: strongest.reading, margin: strongest.margin,
      isAdversarial: strongest.isAdversarial,
      size: PerturbationSize(from: original, to: strongest.pixels)[choice.norm])
  }

  /// Takes in what the attack found within an ε.
  mutating func insert(_ point: Point) {
    let place = found.firstIndex { $0.epsilon >= point.epsilon } ?? found.count
    if place < found.count, found[place].epsilon == point.epsilon {
      found[place] = point
    } else {
      found.insert(point, at: place)
    }
    points = []
    for point in found {
      if var stronger = points.last, stronger.margin > point.margin {
        stronger.epsilon = point.epsilon
        points.append(stronger)
      } else {
        points.append(point)
      }
    }
  }

  /// What stands at an ε; `nil` where it has not been tried.
  public func point(at epsilon: Float) -> Point? {
    let epsilon = Self.rounded(epsilon)
    return points.first { $0.epsilon == epsilon }
  }

  /// What stands at the ε nearest to one, of those that were tried.
  public func point(nearest epsilon: Float) -> Point? {
    points.min { abs($0.epsilon - epsilon) < abs($1.epsilon - epsilon) }
  }

  /// The smallest ε at which the attack was seen to succeed: no less than the smallest at which it
  /// would; `nil` where none is known.
  public var minimalEpsilon: Float? { points.first(where: \.isAdversarial)?.epsilon }

  /// What changes of the image at a point, x′ − x, `[pixels]`.
  public func perturbation(at point: Point) -> [Float] {
    zip(point.image, original).map { $0 - $1 }
  }
}
