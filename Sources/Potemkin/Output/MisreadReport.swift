import Engine

/// Which images are misread most, and what they have in common, in words.
struct MisreadReport {
  var tally: MisreadingTally
  /// Of every image.
  var traits: [ImageTraits]

  private static let shown = 20
  /// A difference of so many standard deviations, the least that is called one (Cohen's small).
  private static let least = 0.2

  /// Those that more than half of the networks misread.
  private var isMember: [Bool] { tally.isMostlyMisread }
  private var members: Int { isMember.count { $0 } }

  var markdown: String {
    let head = """
      Over all \(tally.networks) networks of this run, \(tally.ranking.count) of \
      \(tally.labels.count) test images are misread at least once, \
      \(tally.misread.count { $0 == tally.networks }) by every network and \(members) by more than \
      half of them. The first of those, of equals the one that is misread more surely:
      """
    guard members > 0, members < isMember.count else {
      return head + "\n\n" + markdownTable(Self.rankingHeader, ranking(Self.shown))
    }
    return [
      head, markdownTable(Self.rankingHeader, ranking(Self.shown)),
      "What the \(members) images that more than half of the networks misread have in common, "
        + "against all others:",
      markdownTable(
        [
          "", "mean of these", "mean of the others",
          "difference, in standard deviations of the others",
        ],
        contrasts.map { trait, contrast in
          [
            trait.name, contrast.groupMean.fixed(3), contrast.restMean.fixed(3),
            signed(contrast.effect),
          ]
        }),
      markdownTable(
        ["label"] + labelShares.map { "\($0.label)" },
        [
          ["share of these"] + labelShares.map { percent($0.group) },
          ["share of all"] + labelShares.map { percent($0.all) },
        ]),
      conclusion,
    ].joined(separator: "\n\n")
  }

  private static let rankingHeader = [
    "image", "label", "misread by", "most read as", "mean ε_min", "mean margin of confidence",
  ]

  /// The images that are misread most, a row each.
  private func ranking(_ count: Int) -> [[String]] {
    tally.ranking.prefix(count).map { image in
      [
        "\(image + 1)", "\(tally.labels[image])", "\(tally.misread[image])",
        tally.commonestMisreading(of: image).map { "\($0.reading) (\($0.count))" } ?? "–",
        tally.meanEpsilon(of: image)?.fixed(4) ?? "none up to 1",
        tally.meanMargin(of: image).fixed(3),
      ]
    }
  }

  static let csvHeader =
    "image,label,networks,misread,most_read_as,mean_epsilon,mean_margin,ink,stroke_width,"
    + "own_distance,other_distance"

  /// A row an image, from 1.
  var csvRows: [String] {
    tally.labels.indices.map { image in
      let reading = tally.commonestMisreading(of: image).map { "\($0.reading)" } ?? ""
      let epsilon = tally.meanEpsilon(of: image).map { "\($0)" } ?? ""
      let traits = traits[image]
      return "\(image + 1),\(tally.labels[image]),\(tally.networks),\(tally.misread[image]),"
        + "\(reading),\(epsilon),\(tally.meanMargin(of: image)),\(traits.ink),"
        + "\(traits.strokeWidth),\(traits.ownDistance),\(traits.otherDistance)"
    }
  }

  // What they have in common

  /// A measured trait, with what is said of images that have more or less of it.
  private struct Trait {
    var name: String
    var more: String
    var less: String
    var values: [Double]
  }

  private var contrasts: [(trait: Trait, contrast: GroupContrast)] {
    [
      Trait(
        name: "ink: mean pixel", more: "more ink", less: "less ink", values: traits.map(\.ink)),
      Trait(
        name: "stroke width, pixels", more: "thicker strokes", less: "thinner strokes",
        values: traits.map(\.strokeWidth)),
      Trait(
        name: "distance to the mean image of the label",
        more: "a larger distance to their own mean",
        less: "a smaller distance to their own mean", values: traits.map(\.ownDistance)),
      Trait(
        name: "distance to the nearest other mean image",
        more: "a larger distance to the nearest other mean",
        less: "a smaller distance to the nearest other mean", values: traits.map(\.otherDistance)),
      Trait(
        name: "the second less the first", more: "a larger lead of their own mean over the others",
        less: "a smaller lead of their own mean over the others",
        values: traits.map(\.meanMargin)),
    ].compactMap { trait in
      GroupContrast(trait.values, isMember: isMember).map { (trait, $0) }
    }
  }

  private var labelShares: [(label: Int, group: Double, all: Double)] {
    Set(tally.labels).sorted().map { label in
      let isLabel = tally.labels.map { $0 == label }
      return (
        label,
        Double(zip(isLabel, isMember).count { $0 && $1 }) / Double(max(1, members)),
        Double(isLabel.count { $0 }) / Double(max(1, isLabel.count))
      )
    }
  }

  private var conclusion: String {
    let apart = contrasts.filter { abs($0.contrast.effect) >= Self.least }
      .sorted { abs($0.contrast.effect) > abs($1.contrast.effect) }
    let common = apart.map { trait, contrast in
      "\(contrast.effect > 0 ? trait.more : trait.less) (\(signed(contrast.effect)))"
    }
    let alike = contrasts.filter { abs($0.contrast.effect) < Self.least }.map(\.trait.name)
    var sentences = [
      common.isEmpty
        ? "In none of these do they differ from the others by \(Self.least) deviations."
        : "Most of all they have " + listed(common, with: "and") + ", in standard deviations."
    ]
    if !common.isEmpty, !alike.isEmpty {
      sentences.append(
        "By less than \(Self.least) differs: \(listed(alike, with: "and")).")
    }
    sentences.append(nearerToAnother)
    let often = labelShares.filter { $0.group >= 1.25 * $0.all }.sorted { $0.group > $1.group }
    if !often.isEmpty {
      sentences.append(
        "Above their share are the labels "
          + listed(often.map { "\($0.label) (\(($0.group / $0.all).fixed(1)) times)" }, with: "and")
          + ".")
    }
    return sentences.joined(separator: " ")
  }

  /// How many are nearer to another class's mean image than to their own.
  private var nearerToAnother: String {
    func share(_ wanted: Bool) -> Double {
      let group = zip(traits, isMember).filter { $0.1 == wanted }.map(\.0)
      return Double(group.count { $0.meanMargin < 0 }) / Double(max(1, group.count))
    }
    return "Nearer to the mean image of another digit than to that of their own are "
      + "\(percent(share(true))) of them, and \(percent(share(false))) of the others."
  }

  private func signed(_ number: Double) -> String { (number < 0 ? "" : "+") + number.fixed(2) }
}
