import Engine
import Foundation

/// The study's figures beside ours, as Markdown.
struct StudyReport {
  var plan: StudyPlan
  var splits: DatasetSplits
  var seeds: [SeedFindings]
  var linear: [LinearGrowth]
  /// Of the study's images, image by image and seed by seed.
  var curves: [ImageCurve]
  var misread: MisreadReport
  /// The names of the pictures, with what they show; none where they could not be drawn.
  var figures: [(file: String, caption: String)] = []

  var text: String {
    [
      head, accuracyTable, perturbationTable("5.1", "64-64", PublishedStudy.small, \.small),
      perturbationTable("5.2", "128-128", PublishedStudy.wide, \.wide), epochTable, epsilonTable,
      truncatedNormal, confidenceCurves, openSettings, adversarialTraining, epsilonSweep,
      epochSweep, otherArchitectures,
      linearExplanation, misreadImages, pictures,
    ].joined(separator: "\n\n") + "\n"
  }

  private var head: String {
    let settings = StudyPlan.settings(hidden: [64, 64], epochs: 1, seed: 1)
    let mnist = splits.train.name.hasPrefix("MNIST")
    let warning =
      mnist ? "" : "The study's figures are of MNIST: beside other data they say little. "
    let seeds = plan.seeds.map { "\($0)" }.joined(separator: ", ")
    let spread =
      plan.seeds.count > 1
      ? "Figures are means ± sample standard deviations over the seeds; a difference in bold is larger than that "
        + "deviation, and the table of settings says why. " : ""
    return """
      # The study, reproduced

      Data: \(splits.train.name), \(splits.train.count) images; \(splits.test.name), \
      \(splits.test.count) images. \(warning)Networks: squareplus with a = 0.1, batch \
      \(settings.batch), learning rate \(settings.learningRate); the study prints none of the three. \
      Seeds: \(seeds). \(spread)Perturbations are x + ε·sign ∇ₓJ, not held to 0…1.
      """
  }

  private var misreadImages: String {
    "## 7: which images are misread most\n\n" + misread.text(markdownTable)
  }

  private var pictures: String {
    guard !figures.isEmpty else {
      return """
        ## Figures

        Not drawn: gnuplot was not there. With it (apt-get install gnuplot-nox), `gnuplot figures.gp` \
        in this directory draws them from the tables.
        """
    }
    return "## Figures\n\n"
      + figures.map { "![\($0.caption)](\($0.file))\n\n\($0.caption)" }.joined(separator: "\n\n")
  }

  // Parts

  var distributions: [EpsilonDistribution] { seeds.map(\.small.reading.distribution) }

  func spread(_ figure: (SeedFindings) -> Double) -> Spread { Spread(seeds.map(figure)) }

  /// A figure with its name, the study's value, ours and the difference.
  func row(
    _ name: String, _ study: Double, _ decimals: Int, _ ours: [Double], unit: String = ""
  ) -> [String] {
    let ours = Spread(ours)
    return [
      name, study.fixed(decimals) + unit, ours.text(decimals, unit: unit),
      ours.difference(to: study, decimals),
    ]
  }

  func table(_ title: String, _ header: [String], _ rows: [[String]]) -> String {
    title + "\n\n" + markdownTable(header, rows)
  }
}
