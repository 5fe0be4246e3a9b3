extension AttackCurve {
  /// The curve of an attack that is made within some ε at once, on all cores.
  ///
  /// - Parameters:
  ///   - progress: Told how many ε are done, and of how many, on any queue.
  ///   - isCancelled: Asked before every question to the model.
  /// - Returns: `nil` where it was cancelled.
  /// - Throws: `AttackError`, where the attack can't be made.
  public init?(
    whole choice: AttackChoice, isClipped: Bool, of network: Network, _ data: Dataset, index: Int,
    within epsilons: [Float], progress: @Sendable (_ done: Int, _ count: Int) -> Void = { _, _ in },
    isCancelled: @escaping @Sendable () -> Bool = { false }
  ) throws(AttackError) {
    let start = AttackCurve(choice, isClipped: isClipped, of: network, data, index: index)
    let done = Guarded(0)
    let results = mapShards(of: epsilons.count, size: 1) { range in
      let result = Result { () throws(AttackError) -> Point? in
        try start.find(
          within: epsilons[range.lowerBound], on: network, isCancelled: isCancelled)
      }
      let count = done.withLock { done in
        done += 1
        return done
      }
      progress(count, epsilons.count)
      return result
    }
    var curve = start
    for result in results {
      guard let point = try result.get() else { return nil }
      curve.insert(point)
    }
    self = curve
  }
}
