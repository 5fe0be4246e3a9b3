/// What has changed since a front end last asked; fields that have not are `nil`.
///
/// Of each kind the latest wins, except messages, of which none is lost.
public struct News: Sendable {
  /// The images to explore.
  public var dataset: DatasetNews?
  /// The model whose readings are shown.
  public var model: ModelNews?
  /// The model to compare it with.
  public var reference: ModelNews?
  /// What was found out about the image last asked for.
  public var exploration: Exploration?
  /// The same of both models, the one on show first; where that was asked for.
  public var comparison: Comparison?
  /// The training run; `.some(nil)` where it was reset.
  public var training: TrainingProgress??
  /// How far each image is from being misread, as far as that is known.
  public var analysis: AnalysisProgress?
  /// What the experiment on linear growth has measured, so far.
  public var linearGrowth: LinearGrowthProgress?
  /// The attacks on one image that are watched, as far as something of them has changed.
  public var attacks: [AttackSlot: AttackTrace] = [:]
  /// How much attacks leave standing, by ε.
  public var sweep: AttackSweep?
  /// What an attack makes of the image last asked for, for every ε.
  public var attackCurve: AttackCurve?
  /// The images of nothing that the model is sure of, as far as they are made.
  public var fooling: FoolingProgress?
  /// How many adversarial images photographs destroy.
  public var physical: PhysicalProgress?
  /// Sentences for the user, oldest first.
  public var messages: [Message] = []

  /// No news.
  public init() {}

  /// Whether nothing has changed.
  public var isEmpty: Bool {
    dataset == nil && model == nil && reference == nil && exploration == nil && comparison == nil
      && training == nil && analysis == nil && linearGrowth == nil && attacks.isEmpty
      && sweep == nil && attackCurve == nil && fooling == nil && physical == nil
      && messages.isEmpty
  }
}

/// The images to explore.
public enum DatasetNews: Equatable, Sendable {
  /// They are there: their name, such as "MNIST test", and how many.
  case ready(name: String, count: Int)
  /// They can't be read; the reason is a sentence for the user.
  case failed(String)
}

/// A model whose readings are shown.
public struct ModelNews: Equatable, Sendable {
  /// Such as "mlp 64-64".
  public var architecture: String
  /// Where it is from, such as "shipped" or a file name.
  public var origin: String
  /// The share of the test images that it reads right, 0…1; `nil` until known.
  public var accuracy: Double?
  /// The ε of the adversarial examples that it was trained on, too; `nil` where none are known of.
  public var adversarialEpsilon: Float?
  /// Tells its weights from those of other models: 0 for the first one, and another number each time
  /// that training has gone on or a file was read.
  public var version: Int

  public init(
    architecture: String, origin: String, accuracy: Double? = nil,
    adversarialEpsilon: Float? = nil, version: Int = 0
  ) {
    self.architecture = architecture
    self.origin = origin
    self.accuracy = accuracy
    self.adversarialEpsilon = adversarialEpsilon
    self.version = version
  }
}

/// A sentence for the user.
public struct Message: Equatable, Sendable {
  public var text: String
  public var isError: Bool

  public init(text: String, isError: Bool) {
    self.text = text
    self.isError = isError
  }
}
