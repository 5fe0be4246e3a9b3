import Engine

/// Which images are misread most, and what they have in common.
struct MisreadReport {
  var tally: MisreadingTally
  /// Of every image.
  var traits: [ImageTraits]

  /// A measured trait, with what is said of images that have more or less of it.
  struct Trait {
    var name: String
    var more: String
    var less: String
    var values: [Double]
  }

  /// How each trait differs between those that more than half of the networks misread and the rest;
  /// empty where either are none.
  var contrasts: [(trait: Trait, contrast: GroupContrast)] {
    [
      Trait(
        name: "ink: mean pixel", more: "more ink", less: "less ink", values: traits.map(\.ink)),
      Trait(
        name: "stroke width, pixels", more: "thicker strokes", less: "thinner strokes",
        values: traits.map(\.strokeWidth)),
      Trait(
        name: "distance to the mean image of the label",
        more: "a larger distance to their own digit's mean image",
        less: "a smaller distance to their own digit's mean image",
        values: traits.map(\.ownDistance)),
      Trait(
        name: "distance to the nearest other mean image",
        more: "a larger distance to the nearest other digit's mean image",
        less: "a smaller distance to the nearest other digit's mean image",
        values: traits.map(\.otherDistance)),
      Trait(
        name: "by how much the label's is nearer",
        more: "more lead of their own digit's mean image over the nearest other",
        less: "less lead of their own digit's mean image over the nearest other",
        values: traits.map(\.meanMargin)),
    ].compactMap { trait in
      GroupContrast(trait.values, isMember: isMember).map { (trait, $0) }
    }
  }

  /// The share of each label among them, and among all images, 0…1.
  var labelShares: [(label: Int, group: Double, all: Double)] {
    Set(tally.labels).sorted().map { label in
      let isLabel = tally.labels.map { $0 == label }
      return (
        label,
        Double(zip(isLabel, isMember).count { $0 && $1 }) / Double(max(1, members)),
        Double(isLabel.count { $0 }) / Double(max(1, isLabel.count))
      )
    }
  }

  /// Those that more than half of the networks misread.
  var isMember: [Bool] { tally.isMostlyMisread }
  var members: Int { isMember.count { $0 } }

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
}
