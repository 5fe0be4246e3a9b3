/// A picture of the search for the smallest ε of every image, for a front end to show.
public struct AnalysisProgress: Equatable, Sendable {
  public var phase: BackgroundPhase
  /// The model whose readings are meant.
  public var model: ModelNews
  /// The images that are searched.
  public var dataset: Dataset
  /// Whether pixels are held to 0…1.
  public var isClipped: Bool
  /// The result of each image, `[count]`; `nil` for those that are not done yet.
  public var results: [MinimalEpsilon?]
  /// The images that are done, the easiest to have misread first, those that no ε up to 1 has
  /// misread last; equals in the order of the dataset.
  public let easiestFirst: [Int]
  /// The distribution over all images that are done.
  public let all: EpsilonSummary
  /// The distribution over the images of each label, `[classes]`.
  public let ofLabel: [EpsilonSummary]

  public init(
    phase: BackgroundPhase, model: ModelNews, dataset: Dataset, isClipped: Bool,
    results: [MinimalEpsilon?]
  ) {
    precondition(results.count == dataset.count, "one result per image")
    self.phase = phase
    self.model = model
    self.dataset = dataset
    self.isClipped = isClipped
    self.results = results
    let keys = results.map { $0.map { $0.value ?? .infinity } }
    easiestFirst = keys.indices.filter { keys[$0] != nil }.sorted {
      let (a, b) = (keys[$0] ?? 0, keys[$1] ?? 0)
      return a == b ? $0 < $1 : a < b
    }
    all = EpsilonSummary(results.compactMap(\.self))
    var byLabel = [[MinimalEpsilon]](repeating: [], count: dataset.classes)
    for (index, result) in results.enumerated() {
      if let result { byLabel[dataset.label(index)].append(result) }
    }
    ofLabel = byLabel.map(EpsilonSummary.init)
  }

  /// How many images are done.
  public var done: Int { easiestFirst.count }

  /// How much of the search is done, 0…1.
  public var fraction: Double {
    results.isEmpty ? 1 : Double(done) / Double(results.count)
  }
}

/// How some smallest ε are distributed, and the truncated normal distribution that fits them best.
public struct EpsilonSummary: Equatable, Sendable {
  public let distribution: EpsilonDistribution
  /// The likeliest truncated normal distribution; `nil` while there are too few values for one.
  public let fit: TruncatedNormal?
  /// Kolmogorov and Smirnov's distance between the two, 0…1.
  public let kolmogorovSmirnov: Double?

  /// With fewer values than this a fit says more of chance than of the images.
  static let fewestForFit = 20

  public init(_ results: [MinimalEpsilon]) {
    distribution = EpsilonDistribution(results)
    let values = distribution.values.map(Double.init)
    fit = values.count < Self.fewestForFit ? nil : TruncatedNormal.fit(to: values)
    kolmogorovSmirnov = fit?.kolmogorovSmirnov(of: values)
  }
}
