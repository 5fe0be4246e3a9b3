import Dispatch

/// Runs work for the latest of many requests: those overtaken while it runs are never begun.
final class LatestWins<Request: Sendable>: Sendable {
  private struct State {
    var pending: Request?
    var isRunning = false
  }

  private let state = Guarded(State())
  private let queue: DispatchQueue
  private let work: @Sendable (Request) -> Void

  init(label: String, qos: DispatchQoS, _ work: @escaping @Sendable (Request) -> Void) {
    queue = DispatchQueue(label: label, qos: qos)
    self.work = work
  }

  /// Replaces whatever waits, and begins if nothing runs.
  func submit(_ request: Request) {
    let mustStart = state.withLock { state in
      state.pending = request
      defer { state.isRunning = true }
      return !state.isRunning
    }
    if mustStart { queue.async { self.drain() } }
  }

  private func drain() {
    while let request = next() { work(request) }
  }

  private func next() -> Request? {
    state.withLock { state in
      defer { state.pending = nil }
      if state.pending == nil { state.isRunning = false }
      return state.pending
    }
  }
}
