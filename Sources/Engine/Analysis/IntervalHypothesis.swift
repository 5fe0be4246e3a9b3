/// Whether the misread ε of an image form an interval that reaches 1.
///
/// The study's hypothesis, tested as it did: over 0, step, 2·step, …, 1, once misread stays misread.
/// Where it holds, halving finds the smallest ε, and "how many images fall at ε" is the share whose
/// smallest ε is at most ε. Source: seed 000, section 5.2.1.
public struct IntervalHypothesis: Equatable, Sendable {
  /// How many images are read right as they are; the hypothesis is about these.
  public var tested: Int
  /// The images that do not confirm it, counted from 0, ascending.
  public var exceptions: [Int]

  /// How many images confirm it.
  public var confirmed: Int { tested - exceptions.count }
}

/// Tests the interval hypothesis for every image of a dataset, on all cores.
///
/// - Parameter step: Between the ε that are tried, in pixel units, above 0 and at most 1.
/// - Returns: `nil` where it was cancelled.
public func intervalHypothesis(
  of network: Network, on data: Dataset, step: Float = 0.001, clipped: Bool = false,
  isCancelled: @Sendable () -> Bool = { false }
) -> IntervalHypothesis? {
  precondition(step > 0 && step <= 1, "a step is above 0 and at most 1")
  let shards = mapShards(of: data.count, size: evaluationShardSize) { range in
    exceptions(network, data, range, step, clipped, isCancelled)
  }
  var result = IntervalHypothesis(tested: 0, exceptions: [])
  for shard in shards {
    guard let shard else { return nil }
    result.tested += shard.tested
    result.exceptions += shard.exceptions
  }
  return result
}

private func exceptions(
  _ network: Network, _ data: Dataset, _ range: Range<Int>, _ step: Float, _ clipped: Bool,
  _ isCancelled: () -> Bool
) -> IntervalHypothesis? {
  var rays = PerturbationRays(
    network: network, images: data.images(range), labels: range.map(data.label),
    range: clipped ? 0...1 : nil)
  rays.keep(rays.isMisread(at: 0).map { !$0 })
  var result = IntervalHypothesis(tested: rays.labels.count, exceptions: [])
  var hasFallen = [Bool](repeating: false, count: rays.labels.count)
  for count in 1...Int((1 / step).rounded(.up)) where !rays.labels.isEmpty {
    if isCancelled() { return nil }
    let misread = rays.isMisread(at: min(1, Float(count) * step))
    // Read right again after a fall: an exception, and done with.
    let isException = zip(hasFallen, misread).map { $0 && !$1 }
    for (row, isException) in isException.enumerated() where isException {
      result.exceptions.append(range.lowerBound + rays.indices[row])
    }
    hasFallen = zip(zip(hasFallen, misread).map { $0 || $1 }, isException)
      .filter { !$0.1 }.map(\.0)
    rays.keep(isException.map { !$0 })
  }
  result.exceptions.sort()
  return result
}
