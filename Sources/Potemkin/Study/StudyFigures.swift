import Engine
import Foundation

/// The tables behind the report, and the figures that gnuplot draws from them.
struct StudyFigures {
  let directory: String
  private var pictures: [(file: String, caption: String)] = []
  private var script = [
    "set terminal svg size 720,460 font 'sans-serif,13' background rgb 'white'",
    "set encoding utf8",
    "set datafile separator ','",
    "set grid lc rgb '#dddddd'",
    "set key below height 1 maxcols 2",
  ]

  init(in directory: String) { self.directory = directory }

  /// Writes every table, and the script that makes figures of them.
  ///
  /// - Parameter report: Of at least one seed; figures of one network show the first's.
  mutating func writeTables(of report: StudyReport) throws {
    let seeds = report.seeds
    try writePerturbations(seeds)
    try writeAccuracies(seeds)
    try writeEpsilons(seeds)
    for curve in report.curves where curve.seed == seeds[0].seed {
      try writeConfidences(curve)
    }
    try writeLeads(report.curves)
    try writeLinearGrowth(report.linear)
    try writeAdversarialTraining(report)
    try writeArchitectures(seeds)
    try writeMisreadings(report.misread)
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
          "\($0.seed),64-64,\($0.small.reading.accuracy)",
          "\($0.seed),128-128,\($0.wide.reading.accuracy)",
          "\($0.seed),512-512,\($0.widest.reading.accuracy)",
        ]
      })
    let seed = seeds[0].seed
    add(
      "accuracy.svg", "Accuracy after each epoch, as figure 11 of the study",
      [
        "set xlabel 'epochs'; set ylabel 'accuracy (%)'; set xrange [0:42]",
        "plot 'accuracy.csv' every ::1 using ($1==\(seed)?$2:NaN):(100*$3) "
          + "with linespoints pt 7 ps 0.4 lc rgb '#2a6fb0' title 'ours', "
          + "'-' using 1:2 with points pt 5 lc rgb '#c04030' title 'study'",
      ]
        + PublishedStudy.epochs.sorted { $0.key < $1.key }.map { "\($0.key),\($0.value.accuracy)" }
        + ["e", "set autoscale x"])
  }

  private mutating func writeEpsilons(_ seeds: [SeedFindings]) throws {
    var rows: [String] = []
    for index in seeds[0].small.reading.minimalEpsilons.indices {
      let values = seeds.map { $0.small.reading.minimalEpsilons[index].map { "\($0)" } ?? "" }
      rows.append("\(index + 1)," + values.joined(separator: ","))
    }
    try write(
      "minimal-epsilon.csv", "image," + seeds.map { "seed_\($0.seed)" }.joined(separator: ","), rows
    )

    let all = seeds[0].small.reading.distribution
    guard let largest = all.values.last, largest > 0 else { return }
    // The images misread as they are lie at 0, where no density can follow them.
    let right = EpsilonDistribution(all.values.filter { $0 > 0 }.map(MinimalEpsilon.at))
    let fit = TruncatedNormal.fit(to: right.values.map(Double.init), a: 0)
    let bins = 60
    let width = Double(largest) / Double(bins)
    try write(
      "minimal-epsilon-distribution.csv",
      "epsilon,density,study_density,fit_density,share,share_of_all,study_share,fit_share",
      right.histogram(bins: bins, to: largest).enumerated().map { bin, count in
        let middle = (Double(bin) + 0.5) * width
        return [
          middle, Double(count) / Double(right.images) / width,
          TruncatedNormal.study.density(middle), fit?.density(middle) ?? .nan,
          right.share(atMost: Float(middle)), all.share(atMost: Float(middle)),
          TruncatedNormal.study.cumulative(middle), fit?.cumulative(middle) ?? .nan,
        ].map { "\($0)" }.joined(separator: ",")
      })
    let file = "'minimal-epsilon-distribution.csv' every ::1"
    add(
      "minimal-epsilon.svg",
      "ε_min of the images read right, as figures 12 and 14 of the study",
      [
        "set xlabel 'ε_{min} (pixel units)'; set ylabel 'density'",
        "plot \(file) using 1:2 with boxes fs solid 0.4 lc rgb '#2a6fb0' title 'ours', "
          + "\(file) using 1:4 with lines lw 2 lc rgb '#2a6fb0' title 'likeliest normal', "
          + "\(file) using 1:3 with lines lw 2 lc rgb '#c04030' title 'normal of the study'",
      ])
    add(
      "minimal-epsilon-cdf.svg",
      "The share of images misread at ε, as figures 13 and 15 of the study",
      [
        "set xlabel 'ε (pixel units)'; set ylabel 'share misread'; set yrange [0:1]",
        "plot \(file) using 1:6 with lines lw 2 lc rgb '#888888' title 'ours, all images', "
          + "\(file) using 1:5 with lines lw 2 lc rgb '#2a6fb0' title 'ours, read right', "
          + "\(file) using 1:8 with lines dt 2 lw 2 lc rgb '#2a6fb0' title 'likeliest normal', "
          + "\(file) using 1:7 with lines dt 2 lw 2 lc rgb '#c04030' title 'normal of the study'",
        "unset yrange; set autoscale y",
      ])
  }

  private mutating func writeConfidences(_ image: ImageCurve) throws {
    let (curve, number) = (image.curve, image.image)
    let name = "confidence-\(number)"
    try write(
      "\(name).csv", "epsilon,label_confidence,other_confidence,other_digit,reading",
      curve.epsilons.indices.map {
        "\(curve.epsilons[$0]),\(curve.labelConfidence[$0]),\(curve.otherConfidence[$0]),"
          + "\(curve.otherClass[$0]),\(curve.readings[$0])"
      })
    // Which digit leads stands above the middle of its stretch, where there is room.
    let digits = image.intervals.filter { $0.end - $0.start > 0.03 }.map {
      "set label '\($0.otherClass)' at \(($0.start + $0.end) / 2),1.05 center tc rgb '#c04030'"
    }
    let changes = image.changes.map {
      "set arrow from \($0),0 to \($0),1.1 nohead dt 3 lc rgb '#888888'"
    }
    add(
      "\(name).svg",
      "Confidence against ε of test image \(number), as figure \(number == 7 ? 16 : 17) of the study",
      digits + changes + [
        "set xlabel 'ε (pixel units)'; set ylabel 'confidence'; set yrange [0:1.1]; set ytics 0,0.2,1",
        "plot '\(name).csv' every ::1 using 1:2 with lines lw 2 lc rgb '#2a9050' "
          + "title 'the label, \(image.label)', '' every ::1 using 1:3 with lines lw 2 "
          + "lc rgb '#c04030' title 'the largest other; above, its digit'",
        "unset yrange; set autoscale y; set ytics autofreq; unset label; unset arrow",
      ])
  }

  /// Where the leading wrong digit changes, in every seed.
  private func writeLeads(_ curves: [ImageCurve]) throws {
    try write(
      "leads.csv", "seed,image,from,to,digit,highest_confidence,at",
      curves.flatMap { curve in
        curve.intervals.map {
          "\(curve.seed),\(curve.image),\($0.start),\($0.end),\($0.otherClass),"
            + "\($0.highestConfidence),\($0.highestAt)"
        }
      })
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
          + "title 'ε m n'",
        "unset logscale",
      ])
  }

  func write(_ name: String, _ header: String, _ rows: [String]) throws {
    let text = ([header] + rows).map { $0 + "\n" }.joined()
    try StudyError.write(Data(text.utf8), to: "\(directory)/\(name)")
  }

  mutating func add(_ file: String, _ caption: String, _ lines: [String]) {
    pictures.append((file, caption))
    script += ["", "set output '\(file)'", "set title \"\(caption)\" noenhanced"] + lines
  }
}
