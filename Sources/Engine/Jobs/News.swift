/// What has changed since a front end last asked; fields that have not are `nil`.
///
/// Of each kind the latest wins, except messages, of which none is lost.
public struct News: Sendable {
  /// The images to explore.
  public var dataset: DatasetNews?
  /// The model whose readings are shown.
  public var model: ModelNews?
  /// What was found out about the image last asked for.
  public var exploration: Exploration?
  /// The training run; `.some(nil)` where it was reset.
  public var training: TrainingProgress??
  /// How far each image is from being misread, as far as that is known.
  public var analysis: AnalysisProgress?
  /// What the experiment on linear growth has measured, so far.
  public var linearGrowth: LinearGrowthProgress?
  /// Sentences for the user, oldest first.
  public var messages: [Message] = []

  /// No news.
  public init() {}

  /// Whether nothing has changed.
  public var isEmpty: Bool {
    dataset == nil && model == nil && exploration == nil && training == nil && analysis == nil
      && linearGrowth == nil && messages.isEmpty
  }
}

/// The images to explore.
public enum DatasetNews: Equatable, Sendable {
  /// They are there: their name, such as "MNIST test", and how many.
  case ready(name: String, count: Int)
  /// They can't be read; the reason is a sentence for the user.
  case failed(String)
}

/// The model whose readings are shown.
public struct ModelNews: Equatable, Sendable {
  /// Such as "mlp 64-64".
  public var architecture: String
  /// Where it is from, such as "shipped" or a file name.
  public var origin: String
  /// The share of the test images that it reads right, 0…1; `nil` until known.
  public var accuracy: Double?
  /// Tells its weights from those of other models: 0 for the first one, and another number each time
  /// that training has gone on.
  public var version: Int

  public init(
    architecture: String, origin: String, accuracy: Double? = nil, version: Int = 0
  ) {
    self.architecture = architecture
    self.origin = origin
    self.accuracy = accuracy
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
