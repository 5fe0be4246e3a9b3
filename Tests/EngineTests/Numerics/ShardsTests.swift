import Synchronization
import Testing

@testable import Engine

@Suite("Shards")
struct ShardsTests {
  @Test("every item is in one shard", arguments: [0, 1, 7, 8, 9, 1000])
  func cover(count: Int) {
    let seen = Mutex<[Int]>([])
    forEachShard(of: count, size: 8) { _, range in seen.withLock { $0 += range } }
    #expect(seen.withLock { $0.sorted() } == Array(0..<count))
  }

  @Test("results come in the order of the shards, whichever ends first")
  func order() {
    let starts = mapShards(of: 1000, size: 3) { $0.lowerBound }
    #expect(starts == Array(stride(from: 0, to: 1000, by: 3)))
  }

  @Test("each element is changed once", arguments: [0, 1, 2, 50])
  func each(count: Int) {
    var numbers = Array(0..<count)
    forEachConcurrently(&numbers) { index, number in number += index + 1 }
    #expect(numbers == (0..<count).map { 2 * $0 + 1 })
  }
}
