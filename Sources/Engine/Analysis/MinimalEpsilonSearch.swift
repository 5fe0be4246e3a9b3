/// The search for the smallest misread ε of the images of one shard.
struct MinimalEpsilonSearch {
  let rays: PerturbationRays
  /// The step of the scan, or how closely a threshold is found.
  let precision: Float
  /// What lets a scan along the ray leave out distances at which nothing can have changed.
  let bound: MarginBound?
  let isCancelled: @Sendable () -> Bool

  /// The step by which a ray is scanned before its threshold is refined.
  static let rayStep: Float = 0.001

  /// - Returns: One result per image; `nil` where it was cancelled.
  func run(_ method: MinimalEpsilonMethod) -> [MinimalEpsilon]? {
    let misread = rays.isMisread(at: 0)
    let right = misread.indices.filter { !misread[$0] }
    guard let thresholds = thresholds(of: right, by: method) else { return nil }
    return zip(misread, thresholds).map { misread, threshold in
      misread ? .misreadAsItIs : threshold.map(MinimalEpsilon.at) ?? .none
    }
  }

  /// The smallest misread ε of each image that is read right as it is; `nil` for every other.
  private func thresholds(of right: [Int], by method: MinimalEpsilonMethod) -> [Float?]? {
    switch method {
    case .scan:
      return scan(right, step: precision, bound: nil)
    case .bisect:
      let misread = rays.isMisread(at: 1)
      let high = rays.labels.indices.map { right.contains($0) && misread[$0] ? Float(1) : nil }
      return refine(below: high, width: 1)
    case .ray:
      guard let high = scan(right, step: Self.rayStep, bound: bound) else { return nil }
      return refine(below: high, width: Self.rayStep)
    }
  }

  /// The first misread multiple of a step, up to 1, of each of some images.
  ///
  /// As images fall, each of those that are left is tried at as many multiples at once as keep the
  /// batch full: a small batch costs nearly as much.
  ///
  /// - Parameter bound: Leaves out multiples at which an image is proved to be read right.
  private func scan(_ images: [Int], step: Float, bound: MarginBound?) -> [Float?]? {
    var found = [Float?](repeating: nil, count: rays.labels.count)
    let last = Int((1 / step).rounded(.up))
    // The first multiple of each image that nothing is known of yet.
    var next = [Int](repeating: 1, count: rays.labels.count)
    var rest = images
    while !rest.isEmpty {
      if isCancelled() { return nil }
      let block = max(1, evaluationShardSize / rest.count)
      let probes = rest.flatMap { image in
        (next[image]..<next[image] + block).map {
          PerturbationRays.Probe(image: image, epsilon: min(1, Float($0) * step))
        }
      }
      let scores = rays.logits(probes)
      let readings = scores.argmaxOfRows()
      for (place, image) in rest.enumerated() {
        let start = next[image]
        for row in place * block..<(place + 1) * block where found[image] == nil {
          guard readings[row] == rays.labels[image] else {
            found[image] = probes[row].epsilon
            continue
          }
          let safe = bound?.safeDistance(
            scores: scores.row(row), label: readings[row], slopeNorm: rays.slopeNorms[image])
          let proved = Int(min(Float(last), (safe ?? 0) / step))
          next[image] = max(next[image], start + row - place * block + 1 + proved)
        }
      }
      rest.removeAll { found[$0] != nil || next[$0] > last }
    }
    return found
  }

  /// Halves the interval of a width below each misread ε until it is as narrow as the precision.
  ///
  /// - Returns: The upper ends, which are misread; `nil` where there was no such ε.
  private func refine(below high: [Float?], width: Float) -> [Float?]? {
    let images = high.indices.filter { high[$0] != nil }
    var upper = high.compactMap(\.self)
    var lower = upper.map { $0 - width }
    while zip(lower, upper).contains(where: { $1 - $0 > precision }) {
      if isCancelled() { return nil }
      let middle = zip(lower, upper).map { ($0 + $1) / 2 }
      // Where floats are too coarse to halve further, the end is reached.
      guard zip(middle, zip(lower, upper)).contains(where: { $0 > $1.0 && $0 < $1.1 }) else {
        break
      }
      let probes = zip(images, middle).map { PerturbationRays.Probe(image: $0, epsilon: $1) }
      for (place, misread) in rays.isMisread(probes).enumerated() {
        if misread { upper[place] = middle[place] } else { lower[place] = middle[place] }
      }
    }
    var next = upper.makeIterator()
    return high.map { $0 == nil ? nil : next.next() }
  }
}
