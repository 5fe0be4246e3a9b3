/// The making of a fooling image, as a value: advance it round by round, stop, copy or go on at will.
///
/// Nothing shows it a natural image: what it ends with is unrecognisable, and yet the model is sure of
/// it. Source: Nguyen, Yosinski and Clune, *Deep Neural Networks are Easily Fooled*, 2015; seed 004,
/// section 4.2.
public struct FoolingRun: Sendable {
  public let settings: FoolingSettings
  /// How many rounds are done.
  public private(set) var round = 0
  /// The image that the model is surest of, so far.
  public private(set) var best: FoolingImage
  /// How many images the model was asked about; a gradient counts as one.
  public private(set) var queries: Int

  private let model: any Classifier
  private var search: any FoolingSearch

  /// - Throws: `AttackError` where there is no such class, or the method needs gradients that the
  ///   model lacks.
  /// - Precondition: A round of evolution has a child at least.
  public init(
    _ settings: FoolingSettings, of model: any Classifier,
    using generator: inout SeededGenerator
  ) throws(AttackError) {
    precondition(settings.children > 0, "a round has a child at least")
    guard (0..<model.classes).contains(settings.target) else {
      throw .unknownTarget(settings.target, classes: model.classes)
    }
    self.settings = settings
    self.model = model
    search =
      switch settings.method {
      case .ascent: try GradientAscent(model, settings, using: &generator)
      case .evolution: EliteEvolution<PixelGenome>(model, settings, using: &generator)
      case .cppn: EliteEvolution<PatternNetwork>(model, settings, using: &generator)
      }
    best = search.best
    queries = search.queriesPerRound
  }

  /// Whether the model is as sure as it was to be.
  public var hasSucceeded: Bool { best.confidence >= settings.confidence }
  /// Whether it has succeeded, or has had all its rounds.
  public var isFinished: Bool { hasSucceeded || round >= settings.rounds }

  /// Tries for one round more.
  /// - Precondition: The run is not finished.
  public mutating func advance(using generator: inout SeededGenerator) {
    precondition(!isFinished, "the run has ended")
    search.advance(model, settings, round: round, using: &generator)
    round += 1
    queries += search.queriesPerRound
    if search.best.confidence > best.confidence { best = search.best }
  }
}

/// An image, and how sure a model is that it belongs to a class.
public struct FoolingImage: Equatable, Sendable {
  /// `[pixels]`, in 0…1.
  public var pixels: [Float]
  /// Of the class wanted, 0…1.
  public var confidence: Float
}

/// A way of making fooling images, in the middle of its work.
protocol FoolingSearch: Sendable {
  /// The image that it has now.
  var best: FoolingImage { get }
  /// How many images the model is asked about to begin with, and in each round.
  var queriesPerRound: Int { get }

  mutating func advance(
    _ model: any Classifier, _ settings: FoolingSettings, round: Int,
    using generator: inout SeededGenerator)
}
