/// How many images a classifier reads right.
public struct Accuracy: Equatable, Sendable {
  public var correct: Int
  public var images: Int

  public init(correct: Int, images: Int) {
    self.correct = correct
    self.images = images
  }

  /// The share that is right, 0…1; 0 where there are no images.
  public var fraction: Double { images == 0 ? 0 : Double(correct) / Double(images) }

  /// Between which shares the classifier's true accuracy lies, at 95 % confidence; 0…1 where there
  /// are no images.
  ///
  /// Source: Wilson, *Probable Inference, the Law of Succession, and Statistical Inference*, 1927;
  /// unlike the standard error it stays within 0…1 and is not empty at its ends.
  public var wilsonInterval: ClosedRange<Double> {
    guard images > 0 else { return 0...1 }
    let (count, z) = (Double(images), 1.959964)
    let shrunk = 1 + z * z / count
    let middle = (fraction + z * z / (2 * count)) / shrunk
    let spread = fraction * (1 - fraction) / count + z * z / (4 * count * count)
    let half = z * spread.squareRoot() / shrunk
    return max(0, middle - half)...min(1, middle + half)
  }
}

/// Images in a shard of evaluation.
///
/// 64 of 784 floats are 200 KB: an attack's images, gradient and proposal together stay in the
/// second-level cache, and in memory that the allocator keeps instead of giving it back.
public let evaluationShardSize = 64

/// The share of a dataset that a classifier reads right, on all cores.
///
/// - Parameter isCancelled: Asked before each shard; where it says yes, the rest is left out.
/// - Returns: `nil` where it was cancelled.
public func accuracy(
  of classifier: some Classifier, on data: Dataset,
  isCancelled: @Sendable () -> Bool = { false }
) -> Accuracy? {
  count(data, isCancelled) { images, labels in
    zip(classifier.predictions(images), labels).count { $0 == $1 }
  }
}

/// The share of a dataset that is still read right after an attack, on all cores.
///
/// An image that is misread as it is counts as misread, whatever the attack makes of it.
///
/// - Returns: `nil` where it was cancelled.
/// - Throws: `AttackError` where the attack can't be made.
public func robustAccuracy(
  of classifier: some Classifier, on data: Dataset, against attack: some Attack,
  within threat: ThreatModel, isCancelled: @escaping @Sendable () -> Bool = { false }
) throws(AttackError) -> Accuracy? {
  let result = try AttackRun(attack, within: threat)(
    on: classifier, data, isCancelled: isCancelled)
  return result.isPartial ? nil : result.robustness
}

private func count(
  _ data: Dataset, _ isCancelled: @Sendable () -> Bool,
  _ correct: @Sendable (_ images: Matrix, _ labels: [Int]) -> Int
) -> Accuracy? {
  let counts = mapShards(of: data.count, size: evaluationShardSize) { range -> Int? in
    if isCancelled() { return nil }
    return correct(data.images(range), range.map(data.label))
  }
  var total = 0
  for count in counts {
    guard let count else { return nil }
    total += count
  }
  return Accuracy(correct: total, images: data.count)
}
