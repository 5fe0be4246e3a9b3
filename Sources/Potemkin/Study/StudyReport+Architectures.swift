import Engine

extension StudyReport {
  /// Section 7's wish: networks of other kinds.
  var otherArchitectures: String {
    let small = seeds.map {
      ArchitectureFindings(
        name: "mlp 64-64", reading: $0.small.reading, interval: $0.interval)
    }
    let others = plan.architectures.indices.map { index in seeds.map { $0.architectures[index] } }
    let rows = ([small] + others).map { found in
      let readings = found.map(\.reading)
      let untouched = found.map { Double($0.interval.tested - $0.interval.confirmed) }
      return [
        found.first?.name ?? "–",
        Spread(readings.map { 100 * $0.accuracy }).text(2, unit: " %"),
        Spread(readings.compactMap(\.rightMean)).text(4),
        Spread(readings.compactMap { $0.distribution.quantile(0.5) }).text(4),
        Spread(readings.map { 100 * $0.invisible }).text(2, unit: " %"),
        Spread(readings.map { 100 * $0.distribution.share(atMost: 0.1) }).text(2, unit: " %"),
        Spread(untouched).text(0),
      ]
    }
    return table(
      "## 7: networks of other kinds",
      [
        "network", "accuracy", "mean ε_min of those read right", "median ε_min",
        "read right, and misread at ε = 0.01", "misread at ε = 0.1", "read right again further on",
      ], rows) + "\n\n" + architecturesInWords
  }

  private var architecturesInWords: String {
    let settings = plan.architectures.map { settings in
      "\(settings.architecture.name): \(settings.epochs == 1 ? "1 epoch" : "\(settings.epochs) epochs"), "
        + "batch \(settings.batch), learning rate \(settings.learningRate)"
    }
    let means = plan.architectures.indices.map { index in
      Spread(seeds.compactMap { $0.architectures[index].reading.rightMean }).mean
    }
    let small = Spread(seeds.compactMap(\.small.reading.rightMean)).mean
    let comparisons = zip(plan.architectures, means).compactMap { settings, mean -> String? in
      guard let mean, let small, small > 0 else { return nil }
      return "\((mean / small).fixed(2)) times that of the mlp for \(settings.architecture.name)"
    }
    return """
      \(settings.joined(separator: "; ")). A radial basis function network has Gaussian units, centred \
      on images of the training set at first, and one dense layer; centres, widths and weights are \
      trained. The mean ε_min of the images read right is \(comparisons.joined(separator: ", ")). \
      Along a ray the units of such a network rise and fade again, so that images may be read right \
      once more further on: the last column counts those, whose smallest ε is reported all the same. \
      The perturbation is one step along the sign of the gradient at the image. Attacks that take \
      more steps may find nearer ones, of every network.
      """
  }
}

extension DatasetReading {
  /// The mean ε_min of the images that are read right; `nil` where there are none.
  fileprivate var rightMean: Double? {
    EpsilonDistribution(distribution.values.filter { $0 > 0 }.map(MinimalEpsilon.at)).mean
  }
}
