/// The smallest ε at which the ε-perturbation of an image is misread.
///
/// Source: seed 000, section 5.2.1.
public enum MinimalEpsilon: Equatable, Sendable {
  /// The image is misread as it is; the study counts this as 0.
  case misreadAsItIs
  /// The smallest ε, above 0 and at most 1, in pixel units.
  case at(Float)
  /// No ε up to 1 has it misread.
  case none

  /// The ε, 0 for an image that is misread as it is; `nil` where there is none.
  public var value: Float? {
    switch self {
    case .misreadAsItIs: 0
    case .at(let epsilon): epsilon
    case .none: nil
    }
  }

  /// Whether an ε-perturbation no larger than this one is misread.
  public func isReached(by epsilon: Float) -> Bool { value.map { $0 <= epsilon } ?? false }
}

/// How the smallest ε of many images is found.
public enum MinimalEpsilonMethod: String, CaseIterable, Sendable {
  /// Every multiple of a step from 0 to 1, the smallest that is misread: the study's first way.
  case scan
  /// Halving 0…1 until a precision is reached: the study's second way, and only right for images
  /// whose misread ε form an interval up to 1.
  case bisect
  /// A scan by steps of 0.001 along the ray of all images at once, leaving out steps at which an
  /// image is proved to be read right, then halving inside the step: as right as the scan, and
  /// faster.
  case ray
}

/// Finds the smallest misread ε of each image of a dataset, on all cores.
///
/// - Parameters:
///   - precision: The step of the scan, or how closely the others find the threshold; in pixel
///     units, above 0 and at most 1.
///   - clipped: Whether pixels are held to 0…1; the study does not.
///   - range: Which images; all of them unless told.
///   - isCancelled: Asked often; where it says yes, the search ends.
/// - Returns: One result per image; `nil` where it was cancelled.
public func minimalEpsilons(
  of network: Network, on data: Dataset, by method: MinimalEpsilonMethod = .ray,
  precision: Float = 1e-4, clipped: Bool = false, in range: Range<Int>? = nil,
  isCancelled: @escaping @Sendable () -> Bool = { false }
) -> [MinimalEpsilon]? {
  let images = range ?? 0..<data.count
  let bound = MarginBound(network)
  return joined(
    mapShards(of: images.count, size: evaluationShardSize) { shard in
      if isCancelled() { return nil }
      let rays = PerturbationRays(
        network, data, shard.offset(by: images.lowerBound), clipped: clipped)
      return MinimalEpsilonSearch(
        rays: rays, precision: precision, bound: bound, isCancelled: isCancelled
      ).run(method)
    })
}

/// Finds the smallest misread ε of each image along rays that are there, on all cores.
///
/// - Parameters:
///   - rays: Of one network, shard by shard, as `perturbationRays` makes them.
///   - precision: As above.
/// - Returns: One result per image; `nil` where it was cancelled.
public func minimalEpsilons(
  along rays: [PerturbationRays], by method: MinimalEpsilonMethod = .ray, precision: Float = 1e-4,
  isCancelled: @escaping @Sendable () -> Bool = { false }
) -> [MinimalEpsilon]? {
  let bound = rays.first.flatMap { MarginBound($0.network) }
  return joined(
    mapShards(of: rays.count, size: 1) { shard in
      MinimalEpsilonSearch(
        rays: rays[shard.lowerBound], precision: precision, bound: bound, isCancelled: isCancelled
      ).run(method)
    })
}

/// The results of all shards; `nil` where one of them was cancelled.
private func joined(_ shards: [[MinimalEpsilon]?]) -> [MinimalEpsilon]? {
  let results = shards.compactMap(\.self)
  return results.count == shards.count ? results.flatMap(\.self) : nil
}
