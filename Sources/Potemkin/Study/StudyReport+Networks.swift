import Engine

extension StudyReport {
  var accuracyTable: String {
    table(
      "## 5.1 and 5.2: accuracy after one epoch",
      ["network", "study", "ours", "difference"],
      [
        ("64-64", PublishedStudy.smallAccuracy, \SeedFindings.small.reading.accuracy),
        ("128-128", PublishedStudy.wideAccuracy, \SeedFindings.wide.reading.accuracy),
        ("512-512", PublishedStudy.widestAccuracy, \SeedFindings.widest.reading.accuracy),
      ].map { name, study, path in
        let ours = spread { 100 * $0[keyPath: path] }
        return [
          name, study.fixed(2) + " %", ours.text(2, unit: " %"), ours.difference(to: study, 2),
        ]
      })
  }

  func perturbationTable(
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

  var epochTable: String {
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
      ], rows)
      + "\n\nThe study gives the first row's accuracy as \(PublishedStudy.smallAccuracy) % in "
      + "section 5.1. " + wordsAboutTheRate
  }

  /// Where our learning curve lies above the study's, and where below.
  private var wordsAboutTheRate: String {
    func epochs(_ isWanted: (Double) -> Bool) -> String {
      let found = plan.epochs.filter { epoch in
        guard let study = PublishedStudy.epochs[epoch]?.accuracy,
          let ours = spread({ 100 * $0.curve.accuracies[epoch - 1] }).mean
        else { return false }
        return isWanted(ours - study)
      }
      return found.isEmpty ? "none of these" : listed(found.map { "\($0)" }, with: "and")
    }
    return
      "One learning rate, the one that comes nearest to the study's whole curve, stands for all "
      + "epochs. Ours is above the study after \(epochs { $0 > 0 }) epochs and below it after "
      + "\(epochs { $0 < 0 }): the study does not say whether it kept its rate."
  }
}
