/// A picture of a training run at one moment, for a front end to show.
public struct TrainingProgress: Equatable, Sendable {
  /// What the run is doing.
  public enum Phase: Equatable, Sendable {
    /// The training images are being read.
    case preparing
    case running
    case paused
    /// Every epoch is done.
    case finished
    /// It was stopped before its end; what it learned is kept.
    case stopped
    /// It can't go on; the reason is a sentence for the user.
    case failed(String)

    /// Whether the run can still advance.
    public var isActive: Bool { self == .preparing || self == .running || self == .paused }
  }

  public var phase: Phase
  public var settings: TrainingSettings
  /// What it trains on, such as "MNIST train"; `nil` until that is known.
  public var dataset: String?
  /// How many epochs are done, with the fraction of the current one.
  public var epochsDone: Double
  /// How many images a second it trains on; `nil` until measured.
  public var imagesPerSecond: Double?
  /// How long it has run, pauses left out, in seconds.
  public var secondsElapsed: Double
  /// How long it will still take at this pace, in seconds; `nil` until measured.
  public var secondsLeft: Double?
  /// The learning curve so far.
  public var points: [LearningPoint]
  /// The result of each epoch that is done.
  public var epochs: [EpochResult]

  public init(
    phase: Phase, settings: TrainingSettings, dataset: String? = nil, epochsDone: Double = 0,
    imagesPerSecond: Double? = nil, secondsElapsed: Double = 0, secondsLeft: Double? = nil,
    points: [LearningPoint] = [], epochs: [EpochResult] = []
  ) {
    self.phase = phase
    self.settings = settings
    self.dataset = dataset
    self.epochsDone = epochsDone
    self.imagesPerSecond = imagesPerSecond
    self.secondsElapsed = secondsElapsed
    self.secondsLeft = secondsLeft
    self.points = points
    self.epochs = epochs
  }

  /// How much of the run is done, 0…1.
  public var fraction: Double {
    settings.epochs == 0 ? 0 : min(1, epochsDone / Double(settings.epochs))
  }
}
