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
  /// A scan by steps of 0.001 along the ray of all images at once, dropping those that are found,
  /// then halving inside the step: as right as the scan, and faster than both.
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
  precondition(precision > 0 && precision <= 1, "a precision is above 0 and at most 1")
  let images = range ?? 0..<data.count
  let shards = mapShards(of: images.count, size: evaluationShardSize) {
    shard -> [MinimalEpsilon]? in
    if isCancelled() { return nil }
    let range = images.lowerBound + shard.lowerBound..<images.lowerBound + shard.upperBound
    let rays = PerturbationRays(
      network: network, images: data.images(range), labels: range.map(data.label),
      range: clipped ? 0...1 : nil)
    return MinimalEpsilonSearch(rays: rays, precision: precision, isCancelled: isCancelled)
      .run(method)
  }
  var results: [MinimalEpsilon] = []
  for shard in shards {
    guard let shard else { return nil }
    results += shard
  }
  return results
}
