/// The search for the smallest misread ε of the images of one shard.
struct MinimalEpsilonSearch {
  let rays: PerturbationRays
  /// The step of the scan, or how closely a threshold is found.
  let precision: Float
  let isCancelled: @Sendable () -> Bool

  /// The step by which a ray is scanned before its threshold is refined.
  static let rayStep: Float = 0.001

  /// - Returns: One result per image; `nil` where it was cancelled.
  func run(_ method: MinimalEpsilonMethod) -> [MinimalEpsilon]? {
    let misread = rays.isMisread(at: 0)
    var rest = rays
    rest.keep(misread.map { !$0 })
    guard let thresholds = thresholds(of: rest, by: method) else { return nil }
    var results = misread.map { $0 ? MinimalEpsilon.misreadAsItIs : .none }
    for (index, threshold) in zip(rest.indices, thresholds) {
      if let threshold { results[index] = .at(threshold) }
    }
    return results
  }

  /// The smallest misread ε of each image that is read right as it is.
  private func thresholds(
    of rays: PerturbationRays, by method: MinimalEpsilonMethod
  ) -> [Float?]? {
    switch method {
    case .scan:
      return scan(rays, step: precision)
    case .bisect:
      let high = rays.isMisread(at: 1).map { $0 ? Float(1) : nil }
      return refine(rays, below: high, width: 1)
    case .ray:
      guard let high = scan(rays, step: Self.rayStep) else { return nil }
      return refine(rays, below: high, width: Self.rayStep)
    }
  }

  /// The first misread multiple of a step, up to 1, of each image.
  private func scan(_ rays: PerturbationRays, step: Float) -> [Float?]? {
    var found = [Float?](repeating: nil, count: rays.labels.count)
    // Places among the rays given, of those that are left.
    var places = Array(found.indices)
    var rest = rays
    for count in 1...Int((1 / step).rounded(.up)) where !places.isEmpty {
      if isCancelled() { return nil }
      let epsilon = min(1, Float(count) * step)
      let misread = rest.isMisread(at: epsilon)
      guard misread.contains(true) else { continue }
      for (place, misread) in zip(places, misread) where misread { found[place] = epsilon }
      places = zip(places, misread).filter { !$0.1 }.map(\.0)
      rest.keep(misread.map { !$0 })
    }
    return found
  }

  /// Halves the interval of a width below each misread ε until it is as narrow as the precision.
  ///
  /// - Returns: The upper ends, which are misread; `nil` where there was no such ε.
  private func refine(
    _ rays: PerturbationRays, below high: [Float?], width: Float
  ) -> [Float?]? {
    var rest = rays
    rest.keep(high.map { $0 != nil })
    var upper = high.compactMap(\.self)
    var lower = upper.map { $0 - width }
    while zip(lower, upper).contains(where: { $1 - $0 > precision }) {
      if isCancelled() { return nil }
      let middle = zip(lower, upper).map { ($0 + $1) / 2 }
      // Where floats are too coarse to halve further, the end is reached.
      guard zip(middle, zip(lower, upper)).contains(where: { $0 > $1.0 && $0 < $1.1 }) else {
        break
      }
      for (row, misread) in rest.isMisread(at: middle).enumerated() {
        if misread { upper[row] = middle[row] } else { lower[row] = middle[row] }
      }
    }
    var next = upper.makeIterator()
    return high.map { $0 == nil ? nil : next.next() }
  }
}
