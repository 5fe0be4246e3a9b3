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
  let rays = PerturbationRays(network, data, range, clipped: clipped)
  var hasFallen = rays.isMisread(at: 0)
  // An image that is misread as it is has no say, and one that was an exception is done with.
  var rest = hasFallen.indices.filter { !hasFallen[$0] }
  var result = IntervalHypothesis(tested: rest.count, exceptions: [])
  for count in 1...Int((1 / step).rounded(.up)) where !rest.isEmpty {
    if isCancelled() { return nil }
    let epsilon = min(1, Float(count) * step)
    let misread = rays.isMisread(rest.map { .init(image: $0, epsilon: epsilon) })
    for (image, misread) in zip(rest, misread) {
      if misread {
        hasFallen[image] = true
      } else if hasFallen[image] {
        result.exceptions.append(range.lowerBound + image)
      }
    }
    if zip(rest, misread).contains(where: { hasFallen[$0] && !$1 }) {
      rest = zip(rest, misread).filter { !hasFallen[$0] || $1 }.map(\.0)
    }
  }
  result.exceptions.sort()
  return result
}
