import Engine

extension StudyReport {
  /// What hangs on the settings that the study does not print: why figures differ by more than the
  /// spread over the seeds.
  var openSettings: String {
    let settings = StudyPlan.settings(hidden: [64, 64], epochs: 1, seed: 1)
    let figures = Self.printed
    let studyRow = ["study"] + figures.map { $0.study.fixed($0.decimals) + $0.unit }
    let rows = variants.map { variant in
      [variant.variation?.words(settings) ?? "as everywhere here"]
        + figures.map { figure in
          Spread(variant.networks.compactMap(figure.value))
            .text(figure.decimals, unit: figure.unit)
        }
    }
    return table(
      "## What the study does not print: 64-64, one epoch, one setting changed",
      ["setting"] + figures.map(\.name), [studyRow] + rows) + "\n\n" + conclusion
  }

  /// One network, as far as the table needs it.
  private typealias Measured = (row: PerturbationCount, reading: DatasetReading)

  /// A column: the study's figure, and ours of one network.
  private struct Figure {
    var name: String
    var study: Double
    var decimals: Int
    var unit = ""
    var value: (Measured) -> Double?
  }

  private static var printed: [Figure] {
    [
      Figure(name: "accuracy", study: PublishedStudy.smallAccuracy, decimals: 2, unit: " %") {
        100 * $0.reading.accuracy
      },
      Figure(
        name: "mean ε_min of the images read right", study: PublishedStudy.meanEpsilon, decimals: 4
      ) {
        Spread(positive($0.reading.distribution)).mean
      },
      Figure(name: "deviation of ε_min", study: PublishedStudy.epsilonDeviation, decimals: 4) {
        Spread(positive($0.reading.distribution)).deviation
      },
      Figure(name: "largest ε_min", study: PublishedStudy.largestEpsilon, decimals: 4) {
        $0.reading.distribution.values.last.map(Double.init)
      },
      Figure(
        name: "read right, and misread at ε ≤ 0.01", study: PublishedStudy.invisible, decimals: 2,
        unit: " %"
      ) { 100 * $0.reading.invisible },
      Figure(
        name: "best confidence at ε = 0.01",
        study: PublishedStudy.small[StudyPlan.epsilons.firstIndex(of: StudyPlan.visible) ?? 0]
          .bestConfidence, decimals: 1, unit: " %"
      ) { $0.row.bestConfidence.map { 100 * Double($0) } },
    ]
  }

  /// The networks as everywhere, and those with one setting changed.
  private var variants: [(variation: SettingsVariation?, networks: [Measured])] {
    let row = StudyPlan.epsilons.firstIndex(of: StudyPlan.visible) ?? 0
    return [(nil, seeds.map { ($0.small.rows[row], $0.small.reading) })]
      + SettingsVariation.allCases.map { variation in
        let found = seeds.flatMap(\.variations).filter { $0.variation == variation }
        return (variation, found.map { ($0.row, $0.reading) })
      }
  }

  /// Which of the study's figures lie within what the settings do to ours.
  private var conclusion: String {
    let ranges = Self.printed.map { figure in
      let spreads = variants.map { Spread($0.networks.compactMap(figure.value)) }
      let means = spreads.compactMap(\.mean)
      return (
        figure: figure, low: means.min() ?? .nan, high: means.max() ?? .nan,
        deviation: spreads[0].deviation
      )
    }
    func names(_ isWithin: Bool) -> String {
      ranges.filter { ($0.figure.study >= $0.low && $0.figure.study <= $0.high) == isWithin }
        .map { $0.figure.name }.joined(separator: "; ")
    }
    let moved = ranges.count { range in range.deviation.map { range.high - range.low > $0 } ?? false
    }
    let (within, beyond) = (names(true), names(false))
    return """
      A difference in bold, in all tables, is larger than the standard deviation over the seeds: there \
      our settings are not quite the study's, or its one run lies off its own mean (in the study itself \
      two runs of this very network have \(PublishedStudy.smallAccuracy) and \
      \(PublishedStudy.epochs[1]?.accuracy ?? .nan) %). 
      """
        + (seeds.count > 1
          ? "One changed setting moves \(moved) of these \(ranges.count) figures by more than the seeds "
            + "do. " : "")
        + (within.isEmpty
          ? "" : "Between the smallest and the largest here lie the study's: \(within). ")
        + (beyond.isEmpty ? "" : "Beyond all of them lie its: \(beyond).")
  }
}
