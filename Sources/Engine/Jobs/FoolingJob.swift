/// The making of an image for each class that a model is sure of, to be watched round by round.
typealias FoolingJob = WatchedJob<FoolingProgress>

extension WatchedJob where Picture == FoolingProgress {
  /// - Parameters:
  ///   - isPaused: Whether it waits before its first round; the images from before that are shown.
  ///   - report: Called on any queue.
  convenience init(
    _ method: FoolingMethod, seed: UInt64, on network: Network, _ model: ModelNews, pace: Pace,
    isPaused: Bool, report: @escaping Report
  ) {
    self.init(
      FoolingProgress(method, seed: seed, of: network, model), label: "potemkin.fooling",
      pace: pace, isPaused: isPaused, report: report
    ) { job in
      do {
        var runs = try FoolingRuns(method, seed: seed, of: network)
        job.note { $0.note(runs) }
        while !runs.isFinished, !job.isCancelled {
          runs.advance { job.isCancelled }
          if !job.isCancelled { job.note { $0.note(runs) } }
        }
        job.finish { $0.phase = .finished }
      } catch {
        job.finish { $0.phase = .failed("\(error)") }
      }
    }
  }
}
