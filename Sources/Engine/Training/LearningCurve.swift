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
