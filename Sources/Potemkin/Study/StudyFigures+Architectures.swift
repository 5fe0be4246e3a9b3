import Engine

extension StudyFigures {
  /// ε_min under networks of other kinds, beside the study's.
  mutating func writeArchitectures(_ seeds: [SeedFindings]) throws {
    let first = seeds[0]
    let readings =
      [("mlp 64-64", first.small.reading)] + first.architectures.map { ($0.name, $0.reading) }
    let names = readings.map(\.0)
    try write(
      "architectures.csv", "image," + names.joined(separator: ","),
      first.small.reading.minimalEpsilons.indices.map { index in
        "\(index + 1),"
          + readings.map { $0.1.minimalEpsilons[index].map { "\($0)" } ?? "" }
          .joined(separator: ",")
      })
    let steps = 250
    let end: Float = 0.5
    try write(
      "architectures-cdf.csv", "epsilon," + names.joined(separator: ","),
      (0...steps).map { step in
        let epsilon = Float(step) * end / Float(steps)
        return "\(epsilon),"
          + readings.map { "\($0.1.distribution.share(atMost: epsilon))" }.joined(separator: ",")
      })
    let colors = ["#2a6fb0", "#888888", "#c04030"]
    let plots = zip(names.indices, zip(names, colors)).map { index, series in
      "'architectures-cdf.csv' every ::1 using 1:\(index + 2) with lines lw 2 "
        + "lc rgb '\(series.1)' title '\(series.0)'"
    }
    add(
      "architectures.svg", "The share of images misread at ε, by the kind of network",
      [
        "set xlabel 'ε (pixel units)'; set ylabel 'share misread'; set yrange [0:1]",
        "plot " + plots.joined(separator: ", "), "unset yrange; set autoscale y",
      ])
  }
}
