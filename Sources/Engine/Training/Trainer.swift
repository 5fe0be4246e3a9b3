/// A training run, as a value: advance it minibatch by minibatch, stop, copy or go on at will.
///
/// The same settings and data give the same weights, bit for bit on one kind of processor, whatever
/// the number of cores: a minibatch is cut into shards of a size that depends on the network alone,
/// and their gradients are added in order.
public struct Trainer: Sendable {
  public let settings: TrainingSettings
  /// The network as trained so far.
  public private(set) var network: Network
  /// How many minibatches are done, over all epochs.
  public private(set) var step = 0
  /// How many minibatches make an epoch; the last may be smaller.
  public let stepsPerEpoch: Int

  private let data: TrainingSet
  private let optimiser: StochasticGradientDescent
  private var generator: SeededGenerator
  private var order: [Int]
  private let shardSize: Int
  private var shards: [Shard] = []

  /// A run that starts from random weights.
  /// - Precondition: The dataset has images; batch and epochs are at least 1.
  public init(_ settings: TrainingSettings, on data: Dataset) {
    self.init(settings, on: TrainingSet(data))
  }

  /// A run that starts from random weights, on images of which some may be floats.
  /// - Precondition: There are images; batch and epochs are at least 1.
  public init(_ settings: TrainingSettings, on data: TrainingSet) {
    precondition(data.count > 0 && settings.batch > 0 && settings.epochs > 0)
    self.settings = settings
    self.data = data
    generator = SeededGenerator(seed: settings.seed)
    network = Network(settings.architecture, for: data, using: &generator)
    optimiser = StochasticGradientDescent(learningRate: settings.learningRate)
    order = Array(0..<data.count)
    stepsPerEpoch = (data.count + settings.batch - 1) / settings.batch
    shardSize = Self.shardSize(for: network, batch: min(settings.batch, data.count))
  }

  /// How many minibatches the whole run has.
  public var steps: Int { stepsPerEpoch * settings.epochs }
  /// Whether every epoch is done.
  public var isFinished: Bool { step >= steps }
  /// How many epochs are done, with the fraction of the current one.
  public var epochsDone: Double { Double(step) / Double(stepsPerEpoch) }
  /// Whether the last step ended an epoch.
  public var isAtEndOfEpoch: Bool { step > 0 && step % stepsPerEpoch == 0 }
  /// How many images have been seen, over all epochs.
  public var imagesSeen: Int {
    step / stepsPerEpoch * data.count + step % stepsPerEpoch * settings.batch
  }

  /// Trains on the next minibatch.
  ///
  /// - Returns: Its loss and accuracy, before the step.
  /// - Precondition: The run is not finished.
  @discardableResult
  public mutating func advance() -> MinibatchResult {
    precondition(!isFinished, "the run has ended")
    let position = step % stepsPerEpoch * settings.batch
    if position == 0 { order.shuffle(using: &generator) }
    let minibatch = order[position..<min(order.count, position + settings.batch)]
    computeGradients(of: minibatch)
    for shard in shards.dropFirst() {
      shards[0].memory.addParameterGradients(of: shard.memory)
    }
    optimiser.update(&network, gradients: shards[0].memory.parameterGradients)
    step += 1
    return MinibatchResult(
      images: minibatch.count,
      loss: shards.reduce(0) { $0 + $1.result.loss } / Double(minibatch.count),
      correct: shards.reduce(0) { $0 + $1.result.correct })
  }

  private mutating func computeGradients(of minibatch: ArraySlice<Int>) {
    let count = (minibatch.count + shardSize - 1) / shardSize
    if shards.count != count { shards = Array(repeating: Shard(network, data), count: count) }
    let (network, data, size) = (network, data, shardSize)
    let scale = 1 / Float(minibatch.count)
    let objective = settings.adversarial
    forEachConcurrently(&shards) { index, shard in
      let start = minibatch.startIndex + index * size
      data.gather(
        minibatch[start..<min(minibatch.endIndex, start + size)], into: &shard.images,
        labels: &shard.labels)
      if let objective {
        shard.runToParameters(network, objective, scale: scale)
      } else {
        shard.result = shard.memory.runToParameters(
          network, images: shard.images, labels: shard.labels, scale: scale)
      }
    }
  }

  /// Images in a shard: as many as make a second core worth waking, 64 MFLOP of forward pass.
  ///
  /// A minibatch of 64 on the study's network takes about as long as waking a thread, so it stays
  /// on one; 512-512 is shared out. Each shard has gradients of its own, as large as the network,
  /// so that a minibatch has at most `mostShards`.
  static func shardSize(for network: Network, batch: Int) -> Int {
    max(16, 64_000_000 / network.flopsPerImage, (batch + mostShards - 1) / mostShards)
  }

  /// In how many shards a minibatch is cut at most.
  static let mostShards = 8

  /// The memory of one shard of a minibatch.
  private struct Shard {
    var images: Matrix
    var labels: [Int] = []
    var memory: Backpropagation
    var result = SoftmaxCrossEntropy()
    /// The adversarial examples and their gradients; `nil` until there are some.
    private var adversarial: (images: Matrix, memory: Backpropagation)?

    init(_ network: Network, _ data: TrainingSet) {
      images = Matrix(rows: 0, columns: data.shape.pixels)
      memory = Backpropagation(network)
    }

    /// The gradient of scale·ΣJ̃; the accuracy is that of the images as they are.
    mutating func runToParameters(
      _ network: Network, _ objective: AdversarialObjective, scale: Float
    ) {
      // Taken out while it changes, so that changing it copies nothing.
      var (examples, examplesMemory) =
        adversarial ?? (Matrix(rows: 0, columns: images.columns), Backpropagation(network))
      adversarial = nil
      let plain = memory.runToParametersAndInput(
        network, images: images, labels: labels, into: &examples)
      FastGradientSign.step(from: images, along: &examples, epsilon: objective.epsilon)
      let moved = examplesMemory.runToParameters(
        network, images: examples, labels: labels, scale: scale * objective.adversarialWeight)
      memory.combineParameterGradients(times: scale * objective.alpha, adding: examplesMemory)
      result = SoftmaxCrossEntropy(
        loss: Double(objective.alpha) * plain.loss
          + Double(objective.adversarialWeight) * moved.loss,
        correct: plain.correct)
      adversarial = (examples, examplesMemory)
    }
  }
}

/// What one minibatch showed, before the step taken on it.
public struct MinibatchResult: Sendable {
  /// How many images it had.
  public var images: Int
  /// The mean of the objective, in nats: the cross-entropy, or its mixture with that of adversarial
  /// examples.
  public var loss: Double
  /// How many images were read right.
  public var correct: Int
}
