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

/// One point of a learning curve: what a stretch of minibatches showed.
public struct LearningPoint: Equatable, Sendable {
  /// Where it is, in epochs.
  public var epoch: Double
  /// The mean cross-entropy of the stretch, in nats.
  public var loss: Double
  /// The share of the stretch's training images read right, 0…1.
  public var accuracy: Double

  public init(epoch: Double, loss: Double, accuracy: Double) {
    self.epoch = epoch
    self.loss = loss
    self.accuracy = accuracy
  }
}

/// What one epoch came to.
public struct EpochResult: Equatable, Sendable, Codable {
  /// Which epoch, from 1.
  public var epoch: Int
  /// The mean cross-entropy over the epoch's minibatches, in nats.
  public var loss: Double
  /// The share of training images read right as they were seen, 0…1.
  public var trainAccuracy: Double
  /// The share of test images read right at the epoch's end, 0…1.
  public var testAccuracy: Double
  /// How long the run has taken up to here, pauses left out, in seconds.
  public var seconds: Double

  public init(
    epoch: Int, loss: Double, trainAccuracy: Double, testAccuracy: Double, seconds: Double
  ) {
    self.epoch = epoch
    self.loss = loss
    self.trainAccuracy = trainAccuracy
    self.testAccuracy = testAccuracy
    self.seconds = seconds
  }
}
