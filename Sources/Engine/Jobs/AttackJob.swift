/// An attack on one image that can be watched, question by question to the model.
typealias AttackJob = WatchedJob<AttackTrace>

extension AttackTrace: WatchedPicture {}

extension WatchedJob where Picture == AttackTrace {
  /// - Parameters:
  ///   - isPaused: Whether it waits before its first question.
  ///   - report: Called on any queue.
  convenience init(
    _ choice: AttackChoice, isClipped: Bool, on network: Network, _ model: ModelNews,
    _ data: Dataset, index: Int, pace: Pace, isPaused: Bool, report: @escaping Report
  ) {
    let trace = AttackTrace(choice, isClipped: isClipped, model, network, data, index: index)
    self.init(
      trace, label: "potemkin.attack", pace: pace, isPaused: isPaused, report: report
    ) { job in
      do {
        let run = try choice.run(isClipped: isClipped)
        try run.check(network)
        job.waitForTurn()
        var generator = SeededGenerator(seed: run.seed).stream(UInt64(index))
        let result = run.attack(
          network, data.image(index), [data.label(index)], &generator, { job.isCancelled }
        ) { observation in job.note { $0.note(observation) } }
        if let outcome = result.outcomes.first { job.finish { $0.conclude(outcome, network) } }
      } catch {
        job.finish { $0.phase = .failed("\(error)") }
      }
    }
  }
}
