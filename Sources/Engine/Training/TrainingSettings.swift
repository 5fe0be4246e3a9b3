/// Everything that decides how a network is trained, apart from the data.
public struct TrainingSettings: Equatable, Hashable, Sendable {
  public var architecture: Architecture
  /// How often each training image is seen.
  public var epochs: Int
  /// Images in a minibatch.
  public var batch: Int
  /// The step of stochastic gradient descent, on the mean loss of a minibatch.
  public var learningRate: Float
  /// Where the initial weights and the order of the images come from.
  public var seed: UInt64
  /// The objective with adversarial examples; `nil` for the loss of the images alone.
  public var adversarial: AdversarialObjective?

  public init(
    _ architecture: Architecture, epochs: Int, batch: Int, learningRate: Float, seed: UInt64 = 1,
    adversarial: AdversarialObjective? = nil
  ) {
    self.architecture = architecture
    self.epochs = epochs
    self.batch = batch
    self.learningRate = learningRate
    self.seed = seed
    self.adversarial = adversarial
  }

  /// Settings of a perceptron, or of softmax regression where there are no hidden layers.
  public init(
    hidden: [Int] = [64, 64], activation: Activation = .study, epochs: Int, batch: Int,
    learningRate: Float, seed: UInt64 = 1, adversarial: AdversarialObjective? = nil
  ) {
    self.init(
      Architecture(hidden: hidden, activation: activation), epochs: epochs, batch: batch,
      learningRate: learningRate, seed: seed, adversarial: adversarial)
  }
}

extension TrainingSettings {
  /// How wide a hidden layer may be.
  public static let widths = 1...8192
  /// How many hidden layers there may be.
  public static let depths = 0...16
  /// How many epochs a run may have.
  public static let epochCounts = 1...100_000
  /// How large a minibatch may be.
  public static let batchSizes = 1...60_000
  /// The largest learning rate; the smallest is just above 0.
  public static let largestLearningRate: Float = 100
}

/// Named settings.
public enum TrainingPreset: String, CaseIterable, Sendable {
  /// What comes nearest to the learning curve of seed 000, section 5.1.
  case study
  /// 97 % in a few seconds.
  case quick
  /// A radial basis function network, as seed 000, section 7, wishes for: 92 % in half a minute.
  case rbf

  public var settings: TrainingSettings {
    switch self {
    case .study: TrainingSettings(epochs: 40, batch: 32, learningRate: 0.0055)
    case .quick: TrainingSettings(epochs: 10, batch: 32, learningRate: 0.1)
    case .rbf:
      TrainingSettings(.radialBasis(units: 300), epochs: 10, batch: 32, learningRate: 0.5)
    }
  }
}
