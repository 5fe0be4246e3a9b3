import Foundation

/// A picture of an attack on one image, question by question, for a front end to show.
public struct AttackTrace: Sendable {
  /// What the attack is doing.
  public enum Phase: WatchedPhase {
    case running
    /// It waits to go on.
    case paused
    case finished(AttackResult.Outcome)
    /// It was cancelled before its end.
    case cancelled
    /// It can't be made; the reason is a sentence for the user.
    case failed(String)
  }

  /// What one question told.
  public struct Point: Equatable, Sendable {
    /// How many images the model had been asked about by then.
    public var queries: Int
    /// The cross-entropy of the label or, where one is wanted, of the target, in nats.
    public var loss: Double
    /// How far the image was from the original, in the norm of the attack.
    public var distance: Float
    /// The confidence of the label, 0…1.
    public var label: Float
    /// The largest confidence of another class or, where one is wanted, that of the target.
    public var other: Float
  }

  public var phase = Phase.running
  public let choice: AttackChoice
  public let isClipped: Bool
  /// The model that is attacked.
  public let model: ModelNews
  /// The place of the image in its dataset.
  public let index: Int
  public let label: Int
  /// The class that is wanted; `nil` where anything but the label will do.
  public let target: Int?
  public let shape: ImageShape
  /// The image as it is, `[pixels]`.
  public let original: [Float]
  /// The confidences of the image as it is, `[classes]`.
  public let before: [Float]

  /// The image last asked about, `[pixels]`; of several the one nearest to success.
  public private(set) var image: [Float]
  /// Its confidences, `[classes]`.
  public private(set) var confidences: [Float]
  /// The nearest image so far that is read as wanted.
  public private(set) var best: AdversarialExample?
  /// What kind of error came of it; `nil` where that is not known, or the attack found nothing.
  public private(set) var error: ErrorKind?
  /// How many times the model was asked.
  public private(set) var steps = 0
  /// About how many images.
  public private(set) var queries = 0
  /// What the questions told, evenly thinned out where there were many; the last one is there.
  public var points: [Point] { series.values }

  private var series = ThinnedSeries<Point>(most: mostPoints)
  /// More points than a screen has columns tell nothing more.
  static let mostPoints = 1024

  init(
    _ choice: AttackChoice, isClipped: Bool, _ model: ModelNews, _ attacked: any Classifier,
    _ data: Dataset, index: Int
  ) {
    self.choice = choice
    self.isClipped = isClipped
    self.model = model
    self.index = index
    label = data.label(index)
    target = choice.goal.target(label: label, classes: attacked.classes)
    shape = data.shape
    original = data.image(index).values
    before = attacked.confidences(data.image(index)).values
    image = original
    confidences = before
  }

  /// The change that the image last asked about is, `[pixels]`.
  public var perturbation: [Float] { zip(image, original).map { $0 - $1 } }

  /// Takes in a question and its answer.
  mutating func note(_ observation: AttackObservation) {
    steps += 1
    queries += observation.images.rows
    best = observation.found.first.flatMap(\.self)
    var scores = observation.scores
    let margins = AttackLoss.margin.replaceByGradient(
      &scores, labels: Array(repeating: label, count: scores.rows),
      targets: target.map { Array(repeating: $0, count: scores.rows) })
    guard let row = margins.indices.max(by: { margins[$0] < margins[$1] }) else { return }
    image = Array(observation.images.row(row))
    confidences = softmax(Matrix(row: Array(observation.scores.row(row)))).values
    let wanted = target ?? label
    let others = confidences.indices.filter { $0 != label }.map { confidences[$0] }
    series.append(
      Point(
        queries: queries, loss: Self.crossEntropy(observation.scores.row(row), of: wanted),
        distance: choice.norm(perturbation), label: confidences[label],
        other: target.map { confidences[$0] } ?? others.max() ?? 0))
  }

  /// Shows what was found in place of the image last asked about.
  mutating func conclude(_ outcome: AttackResult.Outcome, _ attacked: any Classifier) {
    phase = .finished(outcome)
    guard case .fallen(let example, _) = outcome else { return }
    best = example
    image = example.pixels
    confidences = attacked.confidences(Matrix(row: example.pixels)).values
  }

  /// Finds what kind of error came of an attack that found something.
  mutating func tellError(_ means: ClassMeans) {
    guard case .finished(.fallen) = phase else { return }
    error = ErrorKind(
      label: label, clean: before, adversarial: confidences,
      relatives: means.nearest(ErrorKind.relatives, to: label))
  }

  /// log Σ e^z − z_y.
  private static func crossEntropy(_ scores: some Collection<Float>, of wanted: Int) -> Double {
    let scores = scores.map(Double.init)
    let largest = scores.max() ?? 0
    return log(scores.reduce(0) { $0 + exp($1 - largest) }) + largest - scores[wanted]
  }
}
