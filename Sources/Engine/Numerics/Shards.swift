import Dispatch

/// Runs `body` once for each shard of `0..<count`, on all cores, and waits for all of them.
///
/// Shards have a fixed size whatever the number of cores, so that what is computed from them, and
/// added up in shard order, is the same on every machine of one kind.
///
/// - Parameters:
///   - count: How many items there are.
///   - size: Items in a shard; the last one may be smaller.
///   - body: Receives the index of the shard and its range of items.
public func forEachShard(
  of count: Int, size: Int, _ body: @Sendable (_ shard: Int, _ range: Range<Int>) -> Void
) {
  precondition(size > 0, "a shard holds at least one item")
  let shards = (count + size - 1) / size
  guard shards > 1 else {
    if count > 0 { body(0, 0..<count) }
    return
  }
  DispatchQueue.concurrentPerform(iterations: shards) { shard in
    body(shard, (shard * size)..<min(count, (shard + 1) * size))
  }
}

/// Changes each element of an array on all cores, and waits for all of them.
///
/// A single element is changed on the calling thread: waking a second one costs as much as a small
/// minibatch.
func forEachConcurrently<Element: Sendable>(
  _ elements: inout [Element], _ body: @Sendable (_ index: Int, _ element: inout Element) -> Void
) {
  guard elements.count > 1 else {
    if elements.count == 1 { body(0, &elements[0]) }
    return
  }
  // Each iteration takes its element out and puts it back: none is shared meanwhile, and as nothing
  // else refers to it, none is copied.
  let shared = Guarded(elements.map(Optional.some))
  let count = elements.count
  elements = []
  DispatchQueue.concurrentPerform(iterations: count) { index in
    guard var element = shared.withLock({ $0[index].take() }) else { return }
    body(index, &element)
    shared.withLock { [element] in $0[index] = element }
  }
  elements = shared.withLock(\.self).compactMap(\.self)
}

/// The results of `body` for each shard of `0..<count`, in shard order, computed on all cores.
func mapShards<Result: Sendable>(
  of count: Int, size: Int, _ body: @Sendable (_ range: Range<Int>) -> Result
) -> [Result] {
  precondition(size > 0, "a shard holds at least one item")
  var results = [Result?](repeating: nil, count: (count + size - 1) / size)
  forEachConcurrently(&results) { shard, result in
    result = body((shard * size)..<min(count, (shard + 1) * size))
  }
  return results.compactMap(\.self)
}
