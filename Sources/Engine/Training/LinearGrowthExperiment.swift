/// The linear explanation put to the test: softmax regression on the same images at several
/// resolutions.
///
/// Means of blocks make fewer pixels, repeated ones more; at each resolution a network of its own is
/// trained, and the change of its scores measured. Source: seed 000, section 2.1; seed 002, section 2.
public struct LinearGrowthExperiment: Equatable, Sendable {
  /// ε, in pixel units.
  public var epsilon: Float
  /// How many training images each network learns from: the first ones.
  public var images: Int
  /// How often it sees them.
  public var epochs: Int
  /// Where the first weights and the order of the images come from.
  public var seed: UInt64

  /// - Parameter epsilon: Above 0.
  public init(epsilon: Float = 0.01, images: Int = 10_000, epochs: Int = 5, seed: UInt64 = 1) {
    self.epsilon = epsilon
    self.images = images
    self.epochs = epochs
    self.seed = seed
  }

  /// How many test images it is measured on; by linearity the change does not depend on them.
  public static let measuredImages = 1000

  /// The resolutions that images of a shape can be brought to, 7×7 to 56×56 for MNIST, and how.
  public static func resolutions(
    of shape: ImageShape
  ) -> [(shape: ImageShape, resampling: Resampling)] {
    [.mean(4), .mean(2), .repeated(1), .repeated(2)].compactMap { (resampling: Resampling) in
      resampling.shape(of: shape).map { ($0, resampling) }
    }
  }

  /// Trains softmax regression at one resolution, and measures it.
  ///
  /// - Parameters:
  ///   - train: What it learns from.
  ///   - test: What it is measured on; both can be brought to the resolution.
  ///   - isCancelled: Asked often; where it says yes, the work ends.
  /// - Returns: `nil` where it was cancelled.
  /// - Throws: `TrainingError.diverged`, where a weight is no longer a finite number.
  public func measure(
    at resampling: Resampling, train: Dataset, test: Dataset, isCancelled: () -> Bool = { false }
  ) throws(TrainingError) -> LinearGrowth? {
    let (train, test) = (train.prefix(images), test.prefix(Self.measuredImages))
    guard let shape = resampling.shape(of: train.shape) else {
      preconditionFailure("expected a resolution that the images can be brought to")
    }
    let set = TrainingSet(
      name: train.name, shape: shape,
      images: resampling(train.images(0..<train.count), shape: train.shape),
      labels: (0..<train.count).map(train.label), classes: train.classes)
    // With the rate in proportion to 1/n, a block of equal pixels learns together what one pixel
    // in their place would.
    let rate = 0.01 * Float(train.shape.pixels) / Float(shape.pixels)
    var trainer = Trainer(
      TrainingSettings(hidden: [], epochs: epochs, batch: 32, learningRate: rate, seed: seed),
      on: set)
    while !trainer.isFinished {
      if isCancelled() { return nil }
      trainer.advance()
    }
    guard trainer.network.isFinite else {
      throw .diverged(epoch: epochs, learningRate: rate)
    }
    return LinearGrowth(
      of: trainer.network, images: resampling(test.images(0..<test.count), shape: test.shape),
      labels: (0..<test.count).map(test.label), epsilon: epsilon)
  }
}
