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
