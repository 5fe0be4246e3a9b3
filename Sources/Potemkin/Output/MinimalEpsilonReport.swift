import Engine
import Foundation

/// What was found out about the smallest ε of a dataset's images.
struct MinimalEpsilonReport {
  var dataset: String
  /// The model's file, or "shipped".
  var model: String
  var architecture: String
  var method: MinimalEpsilonMethod
  var precision: Float
  var clipped: Bool
  var distribution: EpsilonDistribution
  var hypothesis: IntervalHypothesis

  private static let quantiles = [0.05, 0.25, 0.5, 0.75, 0.95]
  /// The ε above which, the study says, a perturbation can be seen.
  private static let visible: Float = 0.01

  var text: String {
    let values = distribution.values.map(Double.init)
    var lines = [
      "data          \(dataset), \(distribution.images) images",
      "model         \(model): \(architecture)",
      "method        \(method.rawValue), precision \(precision), "
        + (clipped ? "clipped to 0...1" : "not clipped"),
      "misread as is \(distribution.count(atMost: 0))",
      "none up to 1  \(distribution.without)",
      "at most \(Self.visible)  \(percent(distribution.share(atMost: Self.visible)))",
    ]
    if let mean = distribution.mean, let deviation = distribution.standardDeviation {
      lines.append("mean          \(fixed(mean)), standard deviation \(fixed(deviation))")
      lines.append(
        "quantiles     "
          + Self.quantiles.compactMap { share in
            distribution.quantile(share).map { "\(Int(share * 100)) %: \(fixed($0))" }
          }.joined(separator: "  "))
    }
    lines.append(
      "interval      confirmed by \(hypothesis.confirmed) of \(hypothesis.tested) images"
        + (hypothesis.exceptions.isEmpty
          ? ""
          : "; not by "
            + hypothesis.exceptions.prefix(8).map { "\($0 + 1)" }.joined(separator: ", ")
            + (hypothesis.exceptions.count > 8 ? ", ..." : "")))
    for (name, shape) in fits {
      lines.append(
        "\(name)  a \(fixed(shape.a)), b \(fixed(shape.b)), mu \(fixed(shape.mu)), "
          + "sigma \(fixed(shape.sigma)); Kolmogorov-Smirnov \(fixed(shape.kolmogorovSmirnov(of: values)))"
      )
    }
    return lines.joined(separator: "\n") + "\n"
  }

  /// The truncated normals over the data: the likeliest, and the study's.
  private var fits: [(name: String, shape: TruncatedNormal)] {
    let values = distribution.values.map(Double.init)
    return [
      TruncatedNormal.fit(to: values).map { ("likeliest fit", $0) }, ("study's guess", .study),
    ]
    .compactMap(\.self)
  }

  private func fixed(_ number: Double) -> String { String(format: "%.4f", number) }

  /// The report as JSON.
  var record: Record {
    let values = distribution.values.map(Double.init)
    return Record(
      dataset: dataset, images: distribution.images, model: model, architecture: architecture,
      method: method.rawValue, precision: precision, clipped: clipped,
      misreadAsItIs: distribution.count(atMost: 0), none: distribution.without,
      shareAtMost001: distribution.share(atMost: Self.visible), mean: distribution.mean,
      standardDeviation: distribution.standardDeviation,
      quantiles: Self.quantiles.compactMap(distribution.quantile),
      intervalTested: hypothesis.tested, intervalConfirmed: hypothesis.confirmed,
      intervalExceptions: hypothesis.exceptions.map { $0 + 1 },
      fits: fits.map { name, shape in
        Record.Fit(
          name: name, a: shape.a, b: shape.b, mu: shape.mu, sigma: shape.sigma,
          kolmogorovSmirnov: shape.kolmogorovSmirnov(of: values))
      })
  }

  struct Record: Encodable {
    struct Fit: Encodable {
      var name: String
      var a, b, mu, sigma: Double
      var kolmogorovSmirnov: Double
    }

    var dataset: String
    var images: Int
    var model: String
    var architecture: String
    var method: String
    var precision: Float
    var clipped: Bool
    var misreadAsItIs: Int
    var none: Int
    var shareAtMost001: Double
    var mean: Double?
    var standardDeviation: Double?
    /// At 5, 25, 50, 75 and 95 %.
    var quantiles: [Double]
    var intervalTested: Int
    var intervalConfirmed: Int
    var intervalExceptions: [Int]
    var fits: [Fit]
  }
}
