/// How far the images that fool a model are, one for each class: a picture for a front end to show.
public struct FoolingProgress: Equatable, Sendable, WatchedPicture {
  /// What the runs are doing.
  public enum Phase: WatchedPhase {
    case running
    /// They wait to go on.
    case paused
    /// The model is sure of each image, or its rounds are used up.
    case finished
    /// They were cancelled before their end.
    case cancelled
    /// They can't be made; the reason is a sentence for the user.
    case failed(String)
  }

  /// How sure the model was after a round.
  public struct Point: Equatable, Sendable {
    public var round: Int
    /// Of the class wanted, in the best image so far, 0…1.
    public var confidence: Float
  }

  /// How far the image for one class is.
  public struct Target: Equatable, Sendable {
    /// The image that the model is surest of; `nil` before the first one.
    public fileprivate(set) var best: FoolingImage?
    public fileprivate(set) var round = 0
    /// How many images the model was asked about; a gradient counts as one.
    public fileprivate(set) var queries = 0
    /// Whether the model is as sure as it was to be.
    public fileprivate(set) var hasSucceeded = false
    /// Whether it has succeeded, or has had all its rounds.
    public fileprivate(set) var isFinished = false
    fileprivate var series = ThinnedSeries<Point>(most: 512)

    /// How sure the model was after each round, evenly thinned out where there were many; the last
    /// round is there.
    public var points: [Point] { series.values }
  }

  public var phase = Phase.running
  public let method: FoolingMethod
  public let seed: UInt64
  /// The model that is fooled.
  public let model: ModelNews
  public let shape: ImageShape
  /// How sure the model is to be, 0…1.
  public let confidence: Float
  /// One for each class.
  public private(set) var targets: [Target]

  init(_ method: FoolingMethod, seed: UInt64, of network: Network, _ model: ModelNews) {
    self.method = method
    self.seed = seed
    self.model = model
    shape = network.inputShape
    confidence = FoolingSettings(method, target: 0).confidence
    targets = Array(repeating: Target(), count: network.classes)
  }

  /// The picture after so many rounds that are made at once, or after fewer where none is left.
  ///
  /// - Throws: `AttackError` where the method does not suit the network.
  public init(
    _ method: FoolingMethod, seed: UInt64, of network: Network, _ model: ModelNews, rounds: Int
  ) throws(AttackError) {
    self.init(method, seed: seed, of: network, model)
    var runs = try FoolingRuns(method, seed: seed, of: network)
    note(runs)
    for _ in 0..<rounds where !runs.isFinished {
      runs.advance()
      note(runs)
    }
    if runs.isFinished { phase = .finished }
  }

  /// How many rounds the class that has had most has had.
  public var round: Int { targets.map(\.round).max() ?? 0 }
  /// How many images the model was asked about for all classes.
  public var queries: Int { targets.reduce(0) { $0 + $1.queries } }
  /// For how many classes the model is as sure as it was to be.
  public var successes: Int { targets.count(where: \.hasSucceeded) }

  /// Takes in where the runs are after a round.
  mutating func note(_ runs: FoolingRuns) {
    for (index, run) in runs.runs.enumerated() {
      // A run that had ended before has nothing new.
      guard !targets[index].isFinished else { continue }
      targets[index].best = run.best
      targets[index].round = run.round
      targets[index].queries = run.queries
      targets[index].hasSucceeded = run.hasSucceeded
      targets[index].isFinished = run.isFinished
      targets[index].series.append(Point(round: run.round, confidence: run.best.confidence))
    }
  }
}
