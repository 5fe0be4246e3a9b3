import Engine
import Foundation

/// The tables behind the report, and the figures that gnuplot draws from them.
struct StudyFigures {
  let directory: String
  private var pictures: [(file: String, caption: String)] = []
  private var script = [
    "set terminal svg size 720,440 font 'sans-serif,13' background rgb 'white'",
    "set datafile separator ','",
    "set grid lc rgb '#dddddd'",
    "set key outside top right",
  ]

  init(in directory: String) { self.directory = directory }

  /// Writes every table, and the script that makes figures of them.
  ///
  /// - Parameters:
  ///   - seeds: At least one; the figures show the first.
  ///   - network: The first seed's network after one epoch.
  mutating func writeTables(
    _ seeds: [SeedFindings], _ linear: [LinearGrowth], network: Network, test: Dataset
  ) throws {
    try writePerturbations(seeds)
    try writeAccuracies(seeds)
    try writeEpsilons(seeds)
    for image in StudyPlan.curveImages where image <= test.count {
      try writeConfidences(of: image, network, test)
    }
    try writeLinearGrowth(linear)
    try writeAdversarialTraining(seeds)
    try StudyError.write(
      Data(script.map { $0 + "\n" }.joined().utf8), to: "\(directory)/figures.gp")
  }

  /// Draws the figures.
  /// - Returns: The pictures; none where there is no gnuplot, or it refused.
  func draw() -> [(file: String, caption: String)] {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = ["gnuplot", "figures.gp"]
    process.currentDirectoryURL = URL(fileURLWithPath: directory)
    process.standardOutput = FileHandle.nullDevice
    process.standardError = FileHandle.nullDevice
    do {
      try process.run()
    } catch {
      return []
    }
    process.waitUntilExit()
    return process.terminationStatus == 0 ? pictures : []
  }

  private mutating func writePerturbations(_ seeds: [SeedFindings]) throws {
    var rows: [String] = []
    for findings in seeds {
      for (name, table) in [("64-64", findings.small), ("128-128", findings.wide)] {
        for row in table.rows {
          let best = row.bestConfidence.map { "\($0)" } ?? ""
          rows.append(
            "\(findings.seed),\(name),\(row.epsilon),\(row.misreadAsTheyAre),\(row.misread),"
              + "\(row.newlyMisread),\(best)")
        }
      }
    }
    try write(
      "perturbations.csv",
      "seed,network,epsilon,misread_as_they_are,misread,newly_misread,best_confidence", rows)
  }

  private mutating func writeAccuracies(_ seeds: [SeedFindings]) throws {
    var rows: [String] = []
    for findings in seeds {
      for (epoch, accuracy) in findings.curve.accuracies.enumerated() {
        rows.append("\(findings.seed),\(epoch + 1),\(accuracy)")
      }
    }
    try write("accuracy.csv", "seed,epoch,accuracy", rows)
    try write(
      "networks.csv", "seed,network,accuracy",
      seeds.flatMap {
        [
          "\($0.seed),64-64,\($0.small.accuracy)", "\($0.seed),128-128,\($0.wide.accuracy)",
          "\($0.seed),512-512,\($0.widest.accuracy)",
        ]
      })
    let seed = seeds[0].seed
    add(
      "accuracy.svg", "Accuracy after each epoch, as figure 11 of the study",
      [
        "set xlabel 'epochs'; set ylabel 'accuracy (%)'",
        "plot 'accuracy.csv' every ::1 using ($1==\(seed)?$2:NaN):(100*$3) "
          + "with linespoints pt 7 ps 0.4 lc rgb '#2a6fb0' title 'ours', "
          + "'-' using 1:2 with points pt 5 lc rgb '#c04030' title 'study'",
      ]
        + PublishedStudy.epochs.sorted { $0.key < $1.key }.map { "\($0.key),\($0.value.accuracy)" }
        + ["e"])
  }

  private mutating func writeEpsilons(_ seeds: [SeedFindings]) throws {
    var rows: [String] = []
    for (index, _) in seeds[0].epsilon.values.enumerated() {
      let values = seeds.map { $0.epsilon.values[index].map { "\($0)" } ?? "" }
      rows.append("\(index + 1)," + values.joined(separator: ","))
    }
    try write(
      "minimal-epsilon.csv", "image," + seeds.map { "seed_\($0.seed)" }.joined(separator: ","), rows
    )

    let distribution = seeds[0].epsilon.distribution
    guard let largest = distribution.values.last, largest > 0 else { return }
    let bins = 60
    let width = Double(largest) / Double(bins)
    // The images misread as they are lie at 0, where no density can follow them: the fit is of the
    // others, and takes their share of the whole.
    let fit = TruncatedNormal.fit(
      to: distribution.values.filter { $0 > 0 }.map(Double.init), a: 0)
    let atZero = distribution.share(atMost: 0)
    let counts = distribution.histogram(bins: bins, to: largest)
    try write(
      "minimal-epsilon-distribution.csv",
      "epsilon,density,study_density,fit_density,share,study_share,fit_share",
      counts.enumerated().map { bin, count in
        let middle = (Double(bin) + 0.5) * width
        let density = Double(count) / Double(distribution.images) / width
        return [
          middle, density, TruncatedNormal.study.density(middle),
          fit.map { (1 - atZero) * $0.density(middle) } ?? .nan,
          distribution.share(atMost: Float(middle)), TruncatedNormal.study.cumulative(middle),
          fit.map { atZero + (1 - atZero) * $0.cumulative(middle) } ?? .nan,
        ].map { "\($0)" }.joined(separator: ",")
      })
    let file = "'minimal-epsilon-distribution.csv' every ::1"
    add(
      "minimal-epsilon.svg", "The smallest ε of all test images, as figures 12 and 14 of the study",
      [
        "set xlabel 'smallest epsilon'; set ylabel 'density'",
        "plot \(file) using 1:2 with boxes fs solid 0.4 lc rgb '#2a6fb0' title 'ours', "
          + "\(file) using 1:4 with lines lw 2 lc rgb '#2a6fb0' title 'likeliest', "
          + "\(file) using 1:3 with lines lw 2 lc rgb '#c04030' title 'study'",
      ])
    add(
      "minimal-epsilon-cdf.svg",
      "The share of images misread at ε, as figures 13 and 15 of the study",
      [
        "set xlabel 'epsilon'; set ylabel 'share misread'; set yrange [0:1]",
        "plot \(file) using 1:5 with lines lw 2 lc rgb '#2a6fb0' title 'ours', "
          + "\(file) using 1:7 with lines dt 2 lc rgb '#2a6fb0' title 'likeliest', "
          + "\(file) using 1:6 with lines dt 2 lc rgb '#c04030' title 'study'",
        "unset yrange; set autoscale y",
      ])
  }

  private mutating func writeConfidences(
    of image: Int, _ network: Network, _ test: Dataset
  ) throws {
    let curve = Exploration(network, test, index: image - 1, clipped: false).curve
    let name = "confidence-\(image)"
    try write(
      "\(name).csv", "epsilon,label_confidence,other_confidence,other_class",
      curve.epsilons.indices.map {
        "\(curve.epsilons[$0]),\(curve.labelConfidence[$0]),\(curve.otherConfidence[$0]),"
          + "\(curve.otherClass[$0])"
      })
    add(
      "\(name).svg",
      "Confidence against ε of test image \(image), as figure \(image == 7 ? 16 : 17) of the study",
      [
        "set xlabel 'epsilon'; set ylabel 'confidence'; set yrange [0:1]",
        "plot '\(name).csv' every ::1 using 1:2 with lines lw 2 lc rgb '#2a9050' "
          + "title 'label', '' every ::1 using 1:3 with lines lw 2 lc rgb '#c04030' "
          + "title 'largest other'",
        "unset yrange; set autoscale y",
      ])
  }

  private mutating func writeLinearGrowth(_ linear: [LinearGrowth]) throws {
    try write("linear.csv", LinearGrowth.columns, linear.map(\.row))
    guard linear.count > 1 else { return }
    add(
      "linear.svg", "The change of softmax regression's scores against the number of pixels",
      [
        "set xlabel 'pixels'; set ylabel 'change of the score'; set logscale xy",
        "plot 'linear.csv' every ::1 using 1:5 with points pt 7 lc rgb '#2a6fb0' "
          + "title 'measured', '' every ::1 using 1:4 with lines lc rgb '#2a6fb0' "
          + "title 'epsilon m n'",
        "unset logscale",
      ])
  }

  private func writeAdversarialTraining(_ seeds: [SeedFindings]) throws {
    try write(
      "adversarial-training.csv",
      "seed,added,accuracy_before,accuracy_after,invisible_before,invisible_after",
      seeds.map {
        "\($0.seed),\($0.augmented.added),\($0.small.accuracy),\($0.augmented.accuracy),"
          + "\($0.epsilon.invisible),\($0.augmented.invisible)"
      })
  }

  private func write(_ name: String, _ header: String, _ rows: [String]) throws {
    let text = ([header] + rows).map { $0 + "\n" }.joined()
    try StudyError.write(Data(text.utf8), to: "\(directory)/\(name)")
  }

  private mutating func add(_ file: String, _ caption: String, _ lines: [String]) {
    pictures.append((file, caption))
    script += ["", "set output '\(file)'"] + lines
  }
}
