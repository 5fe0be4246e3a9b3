/// A training run with its learning curve, its results epoch by epoch, and its time.
///
/// Command line and screen both train through this, so that they report the same figures.
public struct TrainingRun: Sendable {
  /// What advances.
  public private(set) var trainer: Trainer
  /// The learning curve so far, between one and two thousand points over a whole run of as many
  /// minibatches or more.
  public private(set) var points: [LearningPoint] = []
  /// The result of each epoch that is done.
  public private(set) var epochs: [EpochResult] = []
  /// How long it has trained and measured, in seconds.
  public private(set) var seconds: Double = 0

  private let trainName: String
  private let test: Dataset
  private let stretchLength: Int
  private var stretch = Tally()
  private var epoch = Tally()

  /// - Parameters:
  ///   - train: What it learns from.
  ///   - test: What it is measured on at the end of each epoch.
  public init(_ settings: TrainingSettings, train: Dataset, test: Dataset) {
    self.init(settings, train: TrainingSet(train), test: test)
  }

  /// - Parameters:
  ///   - train: What it learns from, of which some images may be floats.
  ///   - test: What it is measured on at the end of each epoch.
  public init(_ settings: TrainingSettings, train: TrainingSet, test: Dataset) {
    trainer = Trainer(settings, on: train)
    trainName = train.name
    self.test = test
    stretchLength = max(1, trainer.steps / 1000)
  }

  /// The network as trained so far.
  public var network: Network { trainer.network }
  /// Whether every epoch is done.
  public var isFinished: Bool { trainer.isFinished }
  /// How many images a second it has trained on; `nil` before the first.
  public var imagesPerSecond: Double? {
    seconds > 0 ? Double(trainer.imagesSeen) / seconds : nil
  }
  /// How long the rest takes at this pace, in seconds; `nil` before the first minibatch.
  public var secondsLeft: Double? {
    trainer.step > 0 ? seconds / Double(trainer.step) * Double(trainer.steps - trainer.step) : nil
  }

  /// Trains on the next minibatch.
  /// - Returns: The epoch's result, where this was its last minibatch.
  /// - Throws: `TrainingError.diverged` where the loss or, at an epoch's end, a weight is no longer a
  ///   finite number.
  public mutating func advance() throws(TrainingError) -> EpochResult? {
    let clock = ContinuousClock()
    let start = clock.now
    let result = trainer.advance()
    guard result.loss.isFinite, !trainer.isAtEndOfEpoch || network.isFinite else {
      throw .diverged(epoch: epochs.count + 1, learningRate: trainer.settings.learningRate)
    }
    stretch.add(result)
    epoch.add(result)
    if trainer.step % stretchLength == 0 || isFinished {
      points.append(
        LearningPoint(
          epoch: trainer.epochsDone, loss: stretch.meanLoss, accuracy: stretch.accuracy))
      stretch = Tally()
    }
    let testAccuracy =
      trainer.isAtEndOfEpoch ? accuracy(of: network, on: test)?.fraction : nil
    seconds += (clock.now - start).seconds
    guard let testAccuracy else { return nil }
    defer { epoch = Tally() }
    let outcome = EpochResult(
      epoch: epochs.count + 1, loss: epoch.meanLoss, trainAccuracy: epoch.accuracy,
      testAccuracy: testAccuracy, seconds: seconds)
    epochs.append(outcome)
    return outcome
  }

  /// How the network came to be, for its file.
  public var recipe: Recipe {
    Recipe(
      settings: trainer.settings, dataset: trainName, epochsDone: trainer.epochsDone,
      testDataset: test.name,
      testAccuracy: trainer.isAtEndOfEpoch ? epochs.last?.testAccuracy : nil)
  }

  /// The run as a checkpoint.
  public var checkpoint: Checkpoint { Checkpoint(network: network, recipe: recipe) }

  /// What some consecutive minibatches showed.
  private struct Tally {
    var images = 0
    var loss: Double = 0
    var correct = 0

    mutating func add(_ result: MinibatchResult) {
      images += result.images
      loss += result.loss * Double(result.images)
      correct += result.correct
    }

    var meanLoss: Double { loss / Double(max(1, images)) }
    var accuracy: Double { Double(correct) / Double(max(1, images)) }
  }
}

extension Duration {
  /// The length in seconds.
  public var seconds: Double {
    Double(components.seconds) + Double(components.attoseconds) * 1e-18
  }
}
