import Engine

extension StudyReport {
  /// Figures 16 and 17.
  var confidenceCurves: String {
    let title = "## 5.2.3: confidence as a function of ε, 64-64, one epoch"
    guard !curves.isEmpty else {
      return title + "\n\nThere are too few test images to show those of figures 16 and 17."
    }
    let rows = curves.map { curve in
      [
        "\(curve.image)", "\(curve.label)", "\(curve.seed)",
        curve.minimalEpsilon.map { Double($0).fixed(4) } ?? "none up to 1", curve.leads,
      ]
    }
    let spreads = StudyPlan.curveImages.compactMap { image -> String? in
      let values = curves.filter { $0.image == image }
        .compactMap { $0.minimalEpsilon.map(Double.init) }
      return values.isEmpty ? nil : "\(Spread(values).text(4)) for image \(image)"
    }
    return table(
      title, ["image", "label", "seed", "ε_min", "the wrong digit with the most confidence, by ε"],
      rows)
        + """


        The study shows these as figures 16 and 17; of numbers it gives one, below. ε_min is \
        \(spreads.joined(separator: " and ")). \(smallPerturbation) \(kink) Where the leading wrong digit changes, the \
        curve of the largest wrong confidence has a kink; each is found to 10⁻⁶ by halving. How they \
        differ from seed to seed shows how far they are the network's, not the image's.
        """
  }

  /// Whether image 7 is misread at the ε of the study's figures 4 and 5.
  private var smallPerturbation: String {
    let (image, epsilons) = PublishedStudy.smallPerturbation
    let found = epsilons.map { epsilon in
      let misread = curves.filter { curve in
        curve.image == image && curve.minimalEpsilon.map { $0 <= epsilon } ?? false
      }
      return "\(misread.count) of \(seeds.count) at ε = \(epsilon)"
    }
    return
      "Figures 4 and 5 show image \(image) misread at \(listed(epsilons.map { "\($0)" }, with: "and")); "
      + "of our networks, by seed, it is so in \(listed(found, with: "and"))."
  }

  /// Our change of the leading digit that is nearest to the one the study tells of.
  private var kink: String {
    let study = PublishedStudy.noticeableChange
    let nearest = curves.filter { $0.image == study.image }.compactMap { curve in
      curve.changes.min { abs($0 - study.epsilon) < abs($1 - study.epsilon) }
    }
    let text =
      "The study notices most of all a change at ε ≈ \(study.epsilon) in the curve of image "
      + "\(study.image); "
    guard !nearest.isEmpty else { return text + "in ours the leading wrong digit never changes." }
    let seeds = seeds.count == 1 ? "" : ", in \(nearest.count) of \(seeds.count) seeds"
    let ours = Spread(nearest)
    return text
      + "our nearest is at \(ours.text(4))\(seeds), a difference of "
      + ours.difference(to: study.epsilon, 4) + "."
  }
}
