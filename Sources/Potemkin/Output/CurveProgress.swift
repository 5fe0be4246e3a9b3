import Synchronization

/// How far a curve is, live, on a line that any thread may write.
final class CurveProgress: Sendable {
  private let line = Mutex(ProgressLine())
  private let name: String

  init(_ name: String) { self.name = name }

  /// Shows how many ε are done.
  func show(_ done: Int, of count: Int) {
    line.withLock { line in
      guard line.isDue else { return }
      line.show(
        "\(name) \(ProgressLine.bar(Double(done) / Double(max(1, count)))) "
          + "\(done) of \(count) epsilons")
    }
  }

  /// Takes the line away.
  func clear() { line.withLock { $0.clear() } }
}
