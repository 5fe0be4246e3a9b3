import Engine
import Foundation

/// The study's figures beside ours, as Markdown.
struct StudyReport {
  var plan: StudyPlan
  var splits: DatasetSplits
  var seeds: [SeedFindings]
  var linear: [LinearGrowth]
  /// The names of the pictures, with what they show; none where they could not be drawn.
  var figures: [(file: String, caption: String)]

  var text: String {
    [
      head, accuracyTable, perturbationTable("5.1", "64-64", PublishedStudy.small, \.small),
      perturbationTable("5.2", "128-128", PublishedStudy.wide, \.wide), epochTable, epsilonTable,
      truncatedNormal, curves, adversarialTraining, linearExplanation, pictures,
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
      ? "Figures are means ± sample standard deviations over the seeds. " : ""
    return """
      # The study, reproduced

      Data: \(splits.train.name), \(splits.train.count) images; \(splits.test.name), \
      \(splits.test.count) images. \(warning)Networks: squareplus with a = 0.1, batch \
      \(settings.batch), learning rate \(settings.learningRate); the study prints none of the three. \
      Seeds: \(seeds). \(spread)Perturbations are x + ε·sign ∇ₓJ, not held to 0…1.
      """
  }

  private var accuracyTable: String {
    table(
      "## 5.1 and 5.2: accuracy after one epoch",
      ["network", "study", "ours", "difference"],
      [
        ("64-64", PublishedStudy.smallAccuracy, \SeedFindings.small.accuracy),
        ("128-128", PublishedStudy.wideAccuracy, \SeedFindings.wide.accuracy),
        ("512-512", PublishedStudy.widestAccuracy, \SeedFindings.widest.accuracy),
      ].map { name, study, path in
        let ours = spread { 100 * $0[keyPath: path] }
        return [
          name, study.fixed(2) + " %", ours.text(2, unit: " %"), ours.difference(to: study, 2),
        ]
      })
  }

  private func perturbationTable(
    _ section: String, _ network: String, _ published: [PublishedStudy.Row],
    _ path: KeyPath<SeedFindings, TableFindings>
  ) -> String {
    let rows = published.enumerated().map { index, study -> [String] in
      let rows = seeds.map { $0[keyPath: path].rows[index] }
      let newly = Spread(rows.map { Double($0.newlyMisread) })
      let best = Spread(rows.compactMap(\.bestConfidence).map { 100 * Double($0) })
      return [
        "\(study.epsilon)", "\(study.originallyMisread)",
        Spread(rows.map { Double($0.misreadAsTheyAre) }).text(1), "\(study.misread)",
        newly.text(1), newly.difference(to: Double(study.misread), 1),
        Spread(rows.map { Double($0.misread) }).text(1), study.bestConfidence.fixed(1) + " %",
        best.text(1, unit: " %"), best.difference(to: study.bestConfidence, 1),
      ]
    }
    let count = min(StudyPlan.firstImages, splits.test.count)
    return table(
      "## \(section): perturbations of the first \(count) test images, \(network), one epoch",
      [
        "ε", "misread as they are: study", "ours", "perturbations misread: study",
        "ours, image read right", "difference", "ours, all", "best confidence: study", "ours",
        "difference",
      ], rows) + (section == "5.1" ? "\n\n" + wordsAboutTheTable : "")
  }

  private var wordsAboutTheTable: String {
    """
    The study's column "originally misclassified" can't be what it says: how many images are misread \
    as they are does not depend on ε, and at an accuracy of 87 % it is about 13 of 100, not 0 or 2. \
    Ours is what the words mean: of these images, those misread without any perturbation. An image \
    that is misread nearly always stays misread when its loss is made larger, so they are among "ours, \
    all" too. The study's second column, which falls to 1, must leave them out: beside it stand the \
    perturbations misread of images that are read right. The best confidence is over these, and over \
    the seeds that have any.
    """
  }

  private var epochTable: String {
    let rows = plan.epochs.enumerated().map { index, epoch -> [String] in
      let accuracy = spread { 100 * $0.curve.accuracies[epoch - 1] }
      let misread = spread { Double($0.curve.rows[index].newlyMisread) }
      let study = PublishedStudy.epochs[epoch]
      return [
        "\(epoch)", study.map { $0.accuracy.fixed(2) + " %" } ?? "–",
        accuracy.text(2, unit: " %"), study.map { accuracy.difference(to: $0.accuracy, 2) } ?? "–",
        study.map { "\($0.misread)" } ?? "–", misread.text(1),
        study.map { misread.difference(to: Double($0.misread), 1) } ?? "–",
      ]
    }
    return table(
      "## 5.2: more epochs, 64-64, ε = \(StudyPlan.visible)",
      [
        "epochs", "accuracy: study", "ours", "difference", "perturbations misread: study",
        "ours, image read right", "difference",
      ], rows) + "\n\nThe study gives the first row's accuracy as 87.32 % in section 5.1."
  }

  private var epsilonTable: String {
    let shares = distributions.map { 100 * $0.share(atMost: 0.1) }
    let all = seeds.allSatisfy { $0.epsilon.confirmed == $0.epsilon.tested }
    let rows: [[String]] = [
      row(
        "misread as they are", PublishedStudy.misreadAsTheyAre, 0,
        distributions.map { Double($0.count(atMost: 0)) }),
      row(
        "largest ε_min", PublishedStudy.largestEpsilon, 4,
        distributions.compactMap { $0.values.last.map(Double.init) }),
      row(
        "mean ε_min of the images read right", PublishedStudy.meanEpsilon, 4,
        distributions.compactMap { Spread(Self.positive($0)).mean }),
      row(
        "standard deviation of these", PublishedStudy.epsilonDeviation, 4,
        distributions.compactMap { Spread(Self.positive($0)).deviation }),
      row(
        "mean ε_min of all images", PublishedStudy.meanEpsilon, 4,
        distributions.compactMap(\.mean)),
      row(
        "standard deviation of these", PublishedStudy.epsilonDeviation, 4,
        distributions.compactMap(\.standardDeviation)),
      row(
        "read right, and misread at ε ≤ 0.01", PublishedStudy.invisible, 2,
        seeds.map { 100 * $0.epsilon.invisible }, unit: " %"),
      [
        "misread at ε ≤ 0.01, with those misread as they are", "–",
        Spread(distributions.map { 100 * $0.share(atMost: StudyPlan.visible) })
          .text(2, unit: " %"), "–",
      ],
      ["misread at ε ≤ 0.1", "over 95 %", Spread(shares).text(2, unit: " %"), "–"],
      [
        "no ε up to 1 has them misread", "0",
        Spread(distributions.map { Double($0.without) }).text(0),
        Spread(distributions.map { Double($0.without) }).difference(to: 0, 0),
      ],
      [
        "misread ε form an interval", "all",
        all
          ? "all"
          : Spread(
            seeds.map { 100 * Double($0.epsilon.confirmed) / Double(max(1, $0.epsilon.tested)) }
          ).text(2, unit: " %"), "–",
      ],
    ]
    return table(
      "## 5.2.1: the smallest ε of all test images, 64-64, one epoch",
      ["figure", "study", "ours", "difference"], rows) + """


        Of all images, those misread as they are count with ε_min = 0, as the study defines it; whether \
        they are in its mean and deviation it does not say, so both stand beside these. The study's \
        7.82 % can't include those images, which alone are 12.68 %: beside it stands the share of all \
        images that are read right and fall at ε ≤ 0.01.
        """
  }

  private var truncatedNormal: String {
    let all = distributions.compactMap { Fit($0.values.map(Double.init)) }
    let positive = distributions.compactMap { Fit(Self.positive($0)) }
    let study = TruncatedNormal.study
    func parameter(
      _ name: String, _ study: Double, _ path: KeyPath<TruncatedNormal, Double>
    ) -> [String] {
      let values = Spread(positive.map { $0.shape[keyPath: path] })
      return [
        name, study.fixed(4), Spread(all.map { $0.shape[keyPath: path] }).text(4), values.text(4),
        values.difference(to: study, 4),
      ]
    }
    return table(
      "## 5.2.2: a truncated normal over ε_min",
      [
        "figure", "study, by trying", "ours, likeliest: all images", "ours: images read right",
        "difference of these",
      ],
      [
        parameter("a", study.a, \.a), parameter("b", study.b, \.b),
        parameter("μ", study.mu, \.mu), parameter("σ", study.sigma, \.sigma),
        [
          "Kolmogorov and Smirnov's D", "–", Spread(all.map(\.distance)).text(4),
          Spread(positive.map(\.distance)).text(4), "–",
        ],
        [
          "D of the study's parameters on our values", "–",
          Spread(all.map(\.studyDistance)).text(4), Spread(positive.map(\.studyDistance)).text(4),
          "–",
        ],
      ]) + """


        The images that are misread as they are all lie at 0, where no density can follow them; the \
        study does not say whether it left them out. The fits keep a = 0.
        """
  }

  /// The likeliest truncated normal of some values that starts at 0.
  private struct Fit {
    var shape: TruncatedNormal
    /// Kolmogorov and Smirnov's D of it, and of the study's.
    var distance: Double
    var studyDistance: Double

    init?(_ values: [Double]) {
      guard let shape = TruncatedNormal.fit(to: values, a: 0) else { return nil }
      self.shape = shape
      distance = shape.kolmogorovSmirnov(of: values)
      studyDistance = TruncatedNormal.study.kolmogorovSmirnov(of: values)
    }
  }

  /// The smallest ε of the images that are read right as they are.
  private static func positive(_ distribution: EpsilonDistribution) -> [Double] {
    distribution.values.filter { $0 > 0 }.map(Double.init)
  }

  private var curves: String {
    let rows = StudyPlan.curveImages.filter { $0 <= splits.test.count }.map { image -> [String] in
      let values = seeds.compactMap { $0.epsilon.values[image - 1].map(Double.init) }
      return ["\(image)", "\(splits.test.label(image - 1))", Spread(values).text(4)]
    }
    return table(
      "## 5.2.3: confidence as a function of ε", ["image", "label", "ε_min"], rows)
      + "\n\nThe study shows these as figures 16 and 17, without numbers."
  }

  private var adversarialTraining: String {
    let before = spread { 100 * $0.small.accuracy }
    let after = spread { 100 * $0.augmented.accuracy }
    let change = Spread(
      seeds.map { 100 * ($0.augmented.invisible - $0.epsilon.invisible) })
    return table(
      "## 5.3: adversarial training with the misread perturbations at ε = \(StudyPlan.visible)",
      ["figure", "study", "ours", "difference"],
      [
        ["examples added", "–", spread { Double($0.augmented.added) }.text(0), "–"],
        [
          "accuracy before", PublishedStudy.smallAccuracy.fixed(2) + " %",
          before.text(2, unit: " %"), before.difference(to: PublishedStudy.smallAccuracy, 2),
        ],
        ["accuracy after", "stayed the same", after.text(2, unit: " %"), "–"],
        row(
          "read right, and misread at ε = 0.01: before", PublishedStudy.invisible, 2,
          seeds.map { 100 * $0.epsilon.invisible }, unit: " %"),
        row(
          "the same, after", PublishedStudy.invisibleAfterTraining, 2,
          seeds.map { 100 * $0.augmented.invisible }, unit: " %"),
        [
          "change, seed by seed", "-0.42", change.text(2), change.difference(to: -0.42, 2),
        ],
        [
          "misread at ε = 0.01, with those misread as they are: before", "–",
          Spread(distributions.map { 100 * $0.share(atMost: StudyPlan.visible) })
            .text(2, unit: " %"), "–",
        ],
        ["the same, after", "–", spread { 100 * $0.augmented.misread }.text(2, unit: " %"), "–"],
      ]) + """


        A new network with the same first weights learns from the training set and from every \
        ε-perturbation of it that the first network misreads, kept as floats: nothing is rounded to \
        bytes or held to 0…1. It also takes more steps in its one epoch, as there are more images.
        """
  }

  private var linearExplanation: String {
    let rows = linear.map { point in
      [
        "\(point.pixels)", point.meanMagnitude.fixed(5),
        // Of a normal distribution of deviation 1/√n.
        (2 / (Double.pi * Double(point.pixels))).squareRoot().fixed(5),
        point.predictedChange.fixed(4), point.measuredChange.fixed(4), percent(point.accuracy),
        percent(point.robustAccuracy),
      ]
    }
    let exponent = LinearGrowth.exponent(linear).map { $0.fixed(2) } ?? "–"
    return table(
      "## 2.1: the linear explanation, softmax regression at ε = \(StudyPlan.visible)",
      [
        "n", "m, mean magnitude of w", "the same before training", "ε·m·n", "change measured",
        "accuracy", "accuracy under FGSM",
      ], rows) + """


        The same images at several resolutions: means of blocks below their own, repeated pixels above \
        it; the learning rate is in proportion to 1/n. The change of the score is ε·m·n, as the study \
        says. Over these resolutions it grows as n to the power \(exponent). In proportion to n it would \
        grow if m stayed the same; but the first weights have a deviation of 1/√n, by which alone the \
        change grows as the square root of n, and what is learned of the same picture is shared out \
        among its pixels. More inputs still make the same ε worth more.
        """
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

  private var distributions: [EpsilonDistribution] { seeds.map(\.epsilon.distribution) }

  private func spread(_ figure: (SeedFindings) -> Double) -> Spread { Spread(seeds.map(figure)) }

  /// A figure with its name, the study's value, ours and the difference.
  private func row(
    _ name: String, _ study: Double, _ decimals: Int, _ ours: [Double], unit: String = ""
  ) -> [String] {
    let ours = Spread(ours)
    return [
      name, study.fixed(decimals) + unit, ours.text(decimals, unit: unit),
      ours.difference(to: study, decimals),
    ]
  }

  private func table(_ title: String, _ header: [String], _ rows: [[String]]) -> String {
    ([title, "", line(header), line(header.map { _ in "---" })] + rows.map(line))
      .joined(separator: "\n")
  }

  private func line(_ cells: [String]) -> String { "| " + cells.joined(separator: " | ") + " |" }
}
