/// A picture of the experiment on linear growth at one moment, for a front end to show.
public struct LinearGrowthProgress: Equatable, Sendable {
  public var phase: BackgroundPhase
  public var experiment: LinearGrowthExperiment
  /// What the networks learn from, such as "MNIST train"; `nil` until it is read.
  public var train: String?
  /// How many images of it they learn from; `nil` until it is read.
  public var images: Int?
  /// What they are measured on, such as "MNIST test".
  public var test: String
  /// The resolutions, ascending.
  public var shapes: [ImageShape]
  /// What was measured at the first of them, so far.
  public var points: [LinearGrowth]

  public init(
    phase: BackgroundPhase, experiment: LinearGrowthExperiment, train: String? = nil,
    images: Int? = nil,
    test: String, shapes: [ImageShape], points: [LinearGrowth] = []
  ) {
    self.phase = phase
    self.experiment = experiment
    self.train = train
    self.images = images
    self.test = test
    self.shapes = shapes
    self.points = points
  }

  /// The power of n with which the change grows; `nil` until every resolution is measured.
  public var exponent: Double? {
    points.count == shapes.count ? LinearGrowth.exponent(points) : nil
  }
}
