import Dispatch

/// The search for the smallest ε of every image of a dataset, on a queue of its own.
///
/// It goes through the images shard by shard and publishes a picture of what it has found, at most
/// ten a second. A search that is cancelled says so at once, and ends inside its shard.
final class AnalysisJob: Sendable {
  typealias Report = @Sendable (AnalysisJob, AnalysisProgress) -> Void

  private let network: Network
  private let data: Dataset
  private let report: Report
  /// The last picture; what it says of the phase holds.
  private let progress: Guarded<AnalysisProgress>
  private let queue = DispatchQueue(label: "potemkin.analysis", qos: .utility)
  /// The least time between two pictures: ten a second.
  private static let interval = Duration.milliseconds(100)
  /// Images in a shard, a multiple of `evaluationShardSize`: each image is then computed in the same
  /// company as by `minimalEpsilons` over all of them, and comes out the same, bit for bit.
  private static let shard = 4 * evaluationShardSize

  /// - Parameters:
  ///   - model: What is said of the network.
  ///   - report: Called on any queue.
  init(
    _ network: Network, _ model: ModelNews, on data: Dataset, clipped: Bool,
    report: @escaping Report
  ) {
    self.network = network
    self.data = data
    self.report = report
    progress = Guarded(
      AnalysisProgress(
        phase: .running, model: model, dataset: data, isClipped: clipped,
        results: Array(repeating: nil, count: data.count)))
  }

  func start() {
    report(self, progress.withLock(\.self))
    queue.async { self.work() }
  }

  func cancel() {
    progress.withLock { progress in
      guard progress.phase == .running else { return }
      progress.phase = .cancelled
      report(self, progress)
    }
  }

  private var isCancelled: Bool { progress.withLock { $0.phase == .cancelled } }

  private func work() {
    let first = progress.withLock(\.self)
    var results = first.results
    let clock = ContinuousClock()
    var nextReport = clock.now + Self.interval
    for start in stride(from: 0, to: data.count, by: Self.shard) {
      let range = start..<min(start + Self.shard, data.count)
      let found = minimalEpsilons(
        of: network, on: data, clipped: first.isClipped, in: range
      ) { self.isCancelled }
      guard let found else { return }
      for (index, result) in zip(range, found) { results[index] = result }
      if clock.now >= nextReport, range.upperBound < data.count {
        publish(results, .running, after: first)
        nextReport = clock.now + Self.interval
      }
    }
    publish(results, .finished, after: first)
  }

  /// Reports a picture, unless the search has been cancelled.
  private func publish(
    _ results: [MinimalEpsilon?], _ phase: AnalysisProgress.Phase, after first: AnalysisProgress
  ) {
    let picture = AnalysisProgress(
      phase: phase, model: first.model, dataset: data, isClipped: first.isClipped, results: results)
    progress.withLock { progress in
      guard progress.phase == .running else { return }
      progress = picture
      // Under the lock, so that no picture comes after that of the end.
      report(self, picture)
    }
  }
}
