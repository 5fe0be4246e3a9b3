/// What kind of error an adversarial image leads a model into.
///
/// The four kinds are those of seed 004, section 4.1, after Billovits, Eric and Agarwala, *Hitting
/// Depth*, which name them by what people see in photographs: another thing altogether, another thing in
/// the same picture, a thing of the same sort, and an error put right. Here they are defined so that
/// anyone can check them from the model's confidences and the training images. With y the label of image
/// x, r the reading of its adversarial image x′, and in this order, so that no image has two:
///
/// 1. *Benign*: x is misread, and x′ is read as y with a confidence of at least 0.9.
/// 2. *Conatural*: x is read as y, and r is one of the two classes whose mean training images are
///    nearest (L2) to that of y. For digits that is what a dog and a cat are among photographs: MNIST's
///    4 and 9. It depends on the data alone, not on the model.
/// 3. *Re-focused*: x is read as y, r was the second reading of x, and y is the second reading of x′.
///    The model saw r before, and still sees y: only their order has changed.
/// 4. *True*: x is read as y, and x′ as something else that is neither.
///
/// A misread x whose x′ is misread too, or read as y with less confidence, is of no kind.
public enum ErrorKind: String, CaseIterable, Sendable {
  case benign
  case conatural
  case refocused = "re-focused"
  case trueAdversarial = "true"

  /// How sure a model has to be for an error to count as put right.
  public static let highConfidence: Float = 0.9
  /// How many classes are related to each.
  public static let relatives = 2

  /// The kind of one error.
  ///
  /// - Parameters:
  ///   - clean: The confidences of the image as it is, `[classes]`.
  ///   - adversarial: Those of the adversarial image.
  ///   - relatives: The classes related to the label.
  /// - Returns: `nil` where it is of no kind, as where the reading is right before and after.
  public init?(
    label: Int, clean: some Collection<Float>, adversarial: some Collection<Float>,
    relatives: [Int]
  ) {
    let (before, after) = (Self.order(clean), Self.order(adversarial))
    guard before[0] == label else {
      guard after[0] == label, Array(adversarial)[label] >= Self.highConfidence else { return nil }
      self = .benign
      return
    }
    guard after[0] != label else { return nil }
    if relatives.contains(after[0]) {
      self = .conatural
    } else if before[1] == after[0], after[1] == label {
      self = .refocused
    } else {
      self = .trueAdversarial
    }
  }

  /// The classes from the one that is believed most; of equals the first.
  private static func order(_ confidences: some Collection<Float>) -> [Int] {
    let values = Array(confidences)
    return values.indices.sorted {
      values[$0] == values[$1] ? $0 < $1 : values[$0] > values[$1]
    }
  }
}

/// How many adversarial images there are of each kind of error.
public struct ErrorTally: Equatable, Sendable {
  /// How many there are of each kind.
  public private(set) var counts: [ErrorKind: Int] = [:]
  /// How many are of no kind.
  public private(set) var unnamed = 0

  public init(counts: [ErrorKind: Int] = [:], unnamed: Int = 0) {
    self.counts = counts
    self.unnamed = unnamed
  }

  /// Counts what fell to an attack, on all cores.
  ///
  /// Attacks leave alone what is misread as it is, and find no benign images, unless they take the
  /// model's own readings for the labels (`AttackLabels.predicted`).
  ///
  /// - Parameters:
  ///   - result: What an attack came to on this model and these images, in their order.
  ///   - means: Of the training images, from which relatives are known.
  /// - Precondition: There is an outcome for each image, and the data have two classes at least.
  public init(
    _ result: AttackResult, of model: any Classifier, on data: Dataset, means: ClassMeans
  ) {
    precondition(result.outcomes.count == data.count, "an outcome for each image")
    let relatives = (0..<data.classes).map { means.nearest(ErrorKind.relatives, to: $0) }
    let shards = mapShards(of: data.count, size: evaluationShardSize) { range in
      Self.kinds(Array(result.outcomes[range]), model, data, range, relatives)
    }
    for kind in shards.joined() {
      if let kind { counts[kind, default: 0] += 1 } else { unnamed += 1 }
    }
  }

  /// The kinds of the errors in one shard.
  private static func kinds(
    _ outcomes: [AttackResult.Outcome], _ model: any Classifier, _ data: Dataset,
    _ range: Range<Int>, _ relatives: [[Int]]
  ) -> [ErrorKind?] {
    let fallen = zip(range, outcomes).compactMap { index, outcome in
      if case .fallen(let example, _) = outcome {
        (index: index, pixels: example.pixels)
      } else {
        nil
      }
    }
    guard !fallen.isEmpty else { return [] }
    let clean = model.confidences(
      data.images(range).selecting(fallen.map { $0.index - range.lowerBound }))
    let adversarial = model.confidences(
      Matrix(
        rows: fallen.count, columns: data.shape.pixels, values: fallen.flatMap { $0.pixels }))
    return fallen.enumerated().map { row, image in
      let label = data.label(image.index)
      return ErrorKind(
        label: label, clean: clean.row(row), adversarial: adversarial.row(row),
        relatives: relatives[label])
    }
  }

  /// All that were counted.
  public var total: Int { counts.values.reduce(unnamed, +) }
}
