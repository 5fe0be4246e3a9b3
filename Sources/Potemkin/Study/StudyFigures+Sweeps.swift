import Engine

extension StudyFigures {
  /// Every network that was trained on adversarial examples, beside those that were not.
  mutating func writeAdversarialTraining(_ report: StudyReport) throws {
    try write(
      "adversarial-training.csv",
      "seed,method,epsilon,epochs,added,accuracy,invisible,mean_epsilon",
      report.seeds.flatMap { findings -> [String] in
        zip(report.plan.epochs, findings.curve.readings).map {
          "\(findings.seed),none,,\($0),,\(Self.cells($1))"
        }
          + findings.adversarial.map {
            "\(findings.seed),\($0.training.method),\($0.training.epsilon),\($0.training.epochs),"
              + "\($0.added.map(String.init) ?? ""),\(Self.cells($0.reading))"
          }
      })
    addEpsilonSweep(report)
    addEpochSweep(report)
  }

  private static func cells(_ reading: DatasetReading) -> String {
    "\(reading.accuracy),\(reading.invisible),"
      + (reading.distribution.mean.map { "\($0)" } ?? "")
  }

  private mutating func addEpsilonSweep(_ report: StudyReport) {
    let epsilons = report.plan.sweepEpsilons
    let plain = Spread(report.seeds.map { 100 * $0.small.reading.invisible }).mean ?? 0
    let series = AdversarialTraining.Method.allCases.map { method in
      (
        method.words,
        epsilons.map { epsilon in
          (
            "\(epsilon)",
            report.seeds.compactMap { $0.adversarial(method, epsilon: epsilon)?.reading.invisible }
          )
        }
      )
    }
    addSweep(
      "sweep-epsilon.svg",
      "Adversarial examples at ε = \(StudyPlan.visible) after adversarial training, one epoch",
      x: "set xlabel 'ε of the training (pixel units)'; set logscale x; set xtics ("
        + epsilons.map { "\($0)" }.joined(separator: ",")
        + "); set xrange [\((epsilons.min() ?? 0.01) / 1.3):\((epsilons.max() ?? 0.01) * 1.3)]",
      series,
      further: ", \(plain) with lines dt 2 lc rgb '#888888' title 'none'")
  }

  private mutating func addEpochSweep(_ report: StudyReport) {
    let plan = report.plan
    let before = plan.sweepEpochs.map { epochs in
      (
        "\(epochs)",
        report.seeds.compactMap { findings in
          zip(plan.epochs, findings.curve.readings).first { $0.0 == epochs }?.1.invisible
        }
      )
    }
    let after = plan.sweepEpochs.map { epochs in
      (
        "\(epochs)",
        report.seeds.compactMap { $0.adversarial(.added, epochs: epochs)?.reading.invisible }
      )
    }
    addSweep(
      "sweep-epochs.svg",
      "Adversarial examples at ε = \(StudyPlan.visible) before and after the study's training on them",
      x: "set xlabel 'epochs'; set xtics ("
        + plan.sweepEpochs.map { "\($0)" }.joined(separator: ",") + ")",
      [("before", before), ("after", after)])
  }

  /// Shares against what was swept: means over the seeds, with their standard deviations.
  private mutating func addSweep(
    _ file: String, _ caption: String, x: String,
    _ series: [(name: String, points: [(x: String, shares: [Double])])], further: String = ""
  ) {
    let colors = ["#c04030", "#2a6fb0"]
    let plots = zip(series, colors).map { series, color in
      "'-' using 1:2:3 with yerrorlines pt 7 ps 0.6 lw 2 lc rgb '\(color)' title '\(series.name)'"
    }
    let data = series.flatMap { series in
      series.points.map { point in
        let spread = Spread(point.shares.map { 100 * $0 })
        return "\(point.x),\(spread.mean ?? .nan),\(spread.deviation ?? 0)"
      } + ["e"]
    }
    add(
      file, caption,
      [
        "\(x); set ylabel 'read right, and misread at ε = \(StudyPlan.visible) (%)'",
        "set yrange [0:*]; set offsets graph 0.03, graph 0.03",
        "plot " + plots.joined(separator: ", ") + further,
      ] + data + ["unset logscale; set autoscale; set xtics autofreq; set offsets"])
  }

  /// How often each test image is misread, and what can be said of it.
  func writeMisreadings(_ report: MisreadReport) throws {
    try write("misread.csv", MisreadReport.csvHeader, report.csvRows)
  }
}
