import Engine

extension StudyReport {
  /// Section 5.3.
  var adversarialTraining: String {
    let after = seeds.compactMap(\.augmented)
    let before = spread { 100 * $0.small.reading.accuracy }
    let change = Spread(
      seeds.compactMap { seed in
        seed.augmented.map { 100 * ($0.reading.invisible - seed.small.reading.invisible) }
      })
    let visible = StudyPlan.visible
    func misread(_ distributions: [EpsilonDistribution]) -> String {
      Spread(distributions.map { 100 * $0.share(atMost: visible) }).text(2, unit: " %")
    }
    return table(
      "## 5.3: adversarial training with the misread perturbations at ε = \(visible)",
      ["figure", "study", "ours", "difference"],
      [
        [
          "examples added", "–", Spread(after.compactMap { $0.added.map(Double.init) }).text(0),
          "–",
        ],
        [
          "accuracy before", PublishedStudy.smallAccuracy.fixed(2) + " %",
          before.text(2, unit: " %"), before.difference(to: PublishedStudy.smallAccuracy, 2),
        ],
        [
          "accuracy after", "stayed the same",
          Spread(after.map { 100 * $0.reading.accuracy }).text(2, unit: " %"), "–",
        ],
        row(
          "read right, and misread at ε = 0.01: before", PublishedStudy.invisible, 2,
          seeds.map { 100 * $0.small.reading.invisible }, unit: " %"),
        row(
          "the same, after", PublishedStudy.invisibleAfterTraining, 2,
          after.map { 100 * $0.reading.invisible }, unit: " %"),
        row("change, seed by seed", PublishedStudy.changeByTraining, 2, change.values),
        [
          "misread at ε = 0.01, with those misread as they are: before", "–",
          misread(distributions), "–",
        ],
        ["the same, after", "–", misread(after.map(\.reading.distribution)), "–"],
      ]) + """


        A new network with the same first weights learns from the training set and from every \
        ε-perturbation of it that the first network misreads, kept as floats: nothing is rounded to \
        bytes or held to 0…1. It also takes more steps in its one epoch, as there are more images, and \
        so it gains in accuracy and loses more adversarial examples than the study's, which may have \
        trained for as many steps as before: it does not say.
        """
  }

  /// Section 7's wish: other values of ε.
  var epsilonSweep: String {
    let rows = plan.sweepEpsilons.flatMap { epsilon in
      AdversarialTraining.Method.allCases.map { method -> [String] in
        let found = seeds.compactMap { $0.adversarial(method, epsilon: epsilon) }
        return ["\(epsilon)", method.words, addedText(found)] + cells(found.map(\.reading))
      }
    }
    let plain = ["–", "none", "–"] + cells(seeds.map(\.small.reading))
    return table(
      "## 7: adversarial training at other ε, 64-64, one epoch",
      ["ε of the training", "adversarial examples", "added"] + Self.sweepHeader, [plain] + rows)
      + "\n\n" + verdict
        + """


        Mixed in, they are made anew in every minibatch from the network as it then is, and have half \
        of the weight of the loss (Goodfellow's objective with α = ½). The last columns are of all \
        test images, those misread as they are counting with ε_min = 0.
        """
  }

  /// Section 7's wish: more epochs.
  var epochSweep: String {
    let rows = plan.sweepEpochs.flatMap { epochs -> [[String]] in
      let before = seeds.compactMap { seed in
        zip(plan.epochs, seed.curve.readings).first { $0.0 == epochs }?.1
      }
      let after = seeds.compactMap { $0.adversarial(.added, epochs: epochs) }
      return [
        ["\(epochs)", "before", "–"] + cells(before),
        ["\(epochs)", "after", addedText(after)] + cells(after.map(\.reading)),
      ]
    }
    return table(
      "## 7: the study's adversarial training over more epochs, 64-64, ε = \(StudyPlan.visible)",
      ["epochs", "adversarial training", "added"] + Self.sweepHeader, rows)
        + """


        Before and after learn for the same number of epochs; the examples are those that the network \
        before misreads at its end.
        """
  }

  private static let sweepHeader = [
    "accuracy", "read right, and misread at ε = 0.01", "mean ε_min",
  ]

  private func cells(_ readings: [DatasetReading]) -> [String] {
    [
      Spread(readings.map { 100 * $0.accuracy }).text(2, unit: " %"),
      Spread(readings.map { 100 * $0.invisible }).text(2, unit: " %"),
      Spread(readings.compactMap(\.distribution.mean)).text(4),
    ]
  }

  private func addedText(_ found: [AdversarialFindings]) -> String {
    let added = found.compactMap { $0.added.map(Double.init) }
    return added.isEmpty ? "–" : Spread(added).text(0)
  }

  /// Which of the trainings leaves the fewest adversarial examples, and which has the farthest.
  private var verdict: String {
    func best(_ figure: (DatasetReading) -> Double?) -> String? {
      plan.adversarialTrainings.filter { $0.epochs == 1 }
        .compactMap { training -> (AdversarialTraining, Double)? in
          let found = seeds.compactMap {
            $0.adversarial(training.method, epsilon: training.epsilon)
          }
          return Spread(found.compactMap { figure($0.reading) }).mean.map { (training, $0) }
        }
        .max { $0.1 < $1.1 }
        .map { "\($0.0.method.words) at ε = \($0.0.epsilon)" }
    }
    guard let fewest = best({ -$0.invisible }), let farthest = best({ $0.distribution.mean }),
      let surest = best({ $0.accuracy })
    else { return "" }
    return
      "Fewest images can still be perturbed at ε = \(StudyPlan.visible) after training on examples "
      + "\(fewest); the largest mean ε_min comes of examples \(farthest), the best accuracy of "
      + "examples \(surest)."
  }
}

extension AdversarialTraining.Method {
  /// How the report calls it.
  var words: String {
    switch self {
    case .added: "added once"
    case .mixed: "mixed in"
    }
  }
}
