import Engine

extension MisreadReport {
  /// How tables are written: as Markdown, or in columns.
  typealias TableStyle = (_ header: [String], _ rows: [[String]]) -> String

  /// How many images the ranking shows.
  static let shown = 20
  /// A difference of so many standard deviations, the least that is called one (Cohen's small).
  private static let least = 0.2

  /// The report in words and tables, without a line break at its end.
  func text(_ table: TableStyle) -> String {
    let first = [head, table(rankingHeader, tally.ranking.prefix(Self.shown).map(rankingRow))]
    guard !contrasts.isEmpty else { return first.joined(separator: "\n\n") }
    return
      (first + [
        "What \(these) have in common, against all others:",
        table(
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
        table(
          ["label"] + labelShares.map { "\($0.label)" },
          [
            ["share of these"] + labelShares.map { percent($0.group) },
            ["share of all"] + labelShares.map { percent($0.all) },
          ]),
        conclusion,
      ]).joined(separator: "\n\n")
  }

  private var isOfOneNetwork: Bool { tally.networks == 1 }

  private var head: String {
    let (found, images) = (tally.ranking.count, tally.labels.count)
    if isOfOneNetwork {
      return "Of \(images) images \(found) are misread; the surest of these misreadings:"
    }
    let always = tally.misread.count { $0 == tally.networks }
    return
      "Over \(tally.networks) networks, \(found) of \(images) test images are misread at least "
      + "once, \(always) by every network and \(members) by more than half of them. Those misread "
      + "most, of equals the one that is misread more surely first:"
  }

  private var these: String {
    isOfOneNetwork
      ? "the \(members) misread images"
      : "the \(members) images that more than half of the networks misread"
  }

  private var rankingHeader: [String] {
    isOfOneNetwork
      ? ["image", "label", "read as", "margin of confidence"]
      : ["image", "label", "misread by", "most read as", "mean ε_min", "mean margin of confidence"]
  }

  private func rankingRow(_ image: Int) -> [String] {
    let names = ["\(image + 1)", "\(tally.labels[image])"]
    let margin = tally.meanMargin(of: image).fixed(3)
    let reading = tally.commonestMisreading(of: image)
    if isOfOneNetwork { return names + [reading.map { "\($0.reading)" } ?? "", margin] }
    return names + [
      "\(tally.misread[image])", reading.map { "\($0.reading) (\($0.count))" } ?? "",
      tally.meanEpsilon(of: image)?.fixed(4) ?? "none up to 1", margin,
    ]
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
