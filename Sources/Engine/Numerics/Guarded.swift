import Synchronization

/// A value that one thread at a time may touch.
///
/// It is `Mutex`, with an order that the thread sanitizer can see: on Linux the kernel itself hands
/// a contended `Mutex` to the thread that waits for it, which the sanitizer, seeing no write and no
/// read of the lock, would take for a race.
struct Guarded<Value: Sendable>: ~Copyable, Sendable {
  private let mutex: Mutex<Value>
  private let handOver = Atomic(false)

  init(_ value: Value) { mutex = Mutex(value) }

  /// Runs `body` while no other thread touches the value.
  func withLock<Result: Sendable>(_ body: (inout Value) throws -> Result) rethrows -> Result {
    try mutex.withLock { value in
      _ = handOver.load(ordering: .acquiring)
      defer { handOver.store(true, ordering: .releasing) }
      return try body(&value)
    }
  }
}
