import Foundation
import Testing

@testable import Engine

/// How much longer things may take than promised where a sanitizer or a debug build slows them.
let slowness = 5

/// A front end: collects news as it comes, and waits for what it wants.
final class Bench {
  let workbench: Workbench
  /// The latest news of each kind.
  private(set) var seen = News()
  private(set) var messages: [Message] = []

  init(_ workbench: Workbench) { self.workbench = workbench }

  /// A front end of a workbench.
  ///
  /// - Parameters:
  ///   - model: The network to begin with, "a test".
  ///   - reference: The one to compare with, "another".
  convenience init(
    _ source: DatasetSource = .quarters(), model: Network? = Fixtures.trained(),
    reference: Network? = nil
  ) {
    self.init(
      Workbench(
        source: source, model: model.map { (Checkpoint(network: $0, recipe: nil), "a test") },
        reference: reference.map { (Checkpoint(network: $0, recipe: nil), "another") }))
  }

  /// The same, once its model is there.
  func ready() throws -> Bench {
    try wait { $0.model?.accuracy != nil }
    return self
  }

  func collect() {
    let news = workbench.collect()
    seen.dataset = news.dataset ?? seen.dataset
    seen.model = news.model ?? seen.model
    if let reference = news.reference, reference.version != seen.reference?.version {
      seen.comparison = nil
    }
    seen.reference = news.reference ?? seen.reference
    seen.exploration = news.exploration ?? seen.exploration
    seen.comparison = news.comparison ?? seen.comparison
    seen.training = news.training ?? seen.training
    seen.analysis = news.analysis ?? seen.analysis
    seen.linearGrowth = news.linearGrowth ?? seen.linearGrowth
    seen.attacks.merge(news.attacks) { $1 }
    seen.sweep = news.sweep ?? seen.sweep
    seen.attackCurve = news.attackCurve ?? seen.attackCurve
    seen.fooling = news.fooling ?? seen.fooling
    seen.physical = news.physical ?? seen.physical
    messages += news.messages
  }

  /// Whether the descriptor becomes readable in time.
  func isAwake(within seconds: Double) -> Bool {
    var request = pollfd(fd: workbench.wakeDescriptor, events: Int16(POLLIN), revents: 0)
    return poll(&request, 1, Int32(seconds * 1000)) == 1
  }

  /// Waits until the news are as wanted.
  /// - Throws: `Timeout` after half a minute.
  func wait(
    _ condition: (News) -> Bool, sourceLocation: SourceLocation = #_sourceLocation
  ) throws {
    let end = ContinuousClock.now + .seconds(30)
    while true {
      collect()
      if condition(seen) { return }
      guard ContinuousClock.now < end else {
        Issue.record("the news never came", sourceLocation: sourceLocation)
        throw Timeout()
      }
      _ = isAwake(within: 0.5)
    }
  }

  struct Timeout: Error {}
}

extension DatasetSource {
  /// Quarters to train and to test on, as `Fixtures` draws them.
  ///
  /// - Parameters:
  ///   - trainGate: What the training images wait for before they are there.
  ///   - testGate: What the test images wait for.
  static func quarters(
    trainGate: DispatchSemaphore? = nil, testGate: DispatchSemaphore? = nil
  ) -> DatasetSource {
    DatasetSource(
      loadTrain: {
        trainGate?.wait()
        return Fixtures.quarters(2000, name: "quarters train")
      },
      loadTest: {
        testGate?.wait()
        return Fixtures.quarters(200, seed: 2, name: "quarters test")
      })
  }
}
