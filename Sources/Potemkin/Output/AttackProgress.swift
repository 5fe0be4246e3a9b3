import Engine
import Synchronization

/// How far an attack is, live, on a line that any thread may write.
final class AttackProgress: Sendable {
  private struct State {
    var line = ProgressLine()
    var images = 0
    var queries = 0
  }

  private let state = Mutex(State())
  private let name: String
  private let count: Int
  private let start = ContinuousClock.now

  /// - Parameter count: How many images are attacked.
  init(_ name: String, count: Int) { (self.name, self.count) = (name, count) }

  /// Makes the attack, and shows how far it is until Control-C or its end.
  func run(_ run: AttackRun, on model: any Classifier, _ data: Dataset) throws -> AttackResult {
    defer { state.withLock { $0.line.clear() } }
    return try run(
      on: model, data,
      progress: { images in self.show { $0.images = max($0.images, images) } },
      asked: { images in self.show { $0.queries += images } },
      isCancelled: { Interruption.isRequested })
  }

  private func show(_ change: (inout State) -> Void) {
    state.withLock { state in
      change(&state)
      guard state.line.isDue else { return }
      let seconds = Double((ContinuousClock.now - start).components.seconds)
      state.line.show(
        "\(name) \(ProgressLine.bar(Double(state.images) / Double(max(1, count)))) "
          + "\(state.images) of \(count) images, \(state.queries) queries, \(seconds.fixed(0)) s")
    }
  }
}
