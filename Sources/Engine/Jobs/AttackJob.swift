/// An attack on one image that can be watched, question by question to the model.
///
/// It keeps to the network that it was given until it ends: who watches an attack wants to see its end,
/// also where training has gone on.
typealias AttackJob = WatchedJob<AttackTrace>

extension AttackTrace: WatchedPicture {}

extension WatchedJob where Picture == AttackTrace {
  /// - Parameters:
  ///   - means: By which the kind of an error is told, once there is one.
  ///   - isPaused: Whether it waits before its first question.
  ///   - report: Called on any queue.
  convenience init(
    _ choice: AttackChoice, isClipped: Bool, on network: Network, _ model: ModelNews,
    _ data: Dataset, index: Int, means: Lazy<ClassMeans>, pace: Pace, isPaused: Bool,
    report: @escaping Report
  ) {
    let attacked = choice.model(network)
    let trace = AttackTrace(choice, isClipped: isClipped, model, attacked, data, index: index)
    self.init(
      trace, label: "potemkin.attack", pace: pace, isPaused: isPaused, report: report
    ) { job in
      do {
        let run = try choice.run(isClipped: isClipped)
        try run.check(attacked)
        job.waitForTurn()
        var generator = SeededGenerator(seed: run.seed).stream(UInt64(index))
        let result = run.attack(
          attacked, data.image(index), [data.label(index)], &generator, { job.isCancelled }
        ) { observation in job.note { $0.note(observation) } }
        if let outcome = result.outcomes.first { job.finish { $0.conclude(outcome, attacked) } }
        // The outcome is told without waiting for the kind of its error, as the training images may
        // have to be read first; without them no kind is known.
        if case .finished(.fallen) = job.phase, let means = try? means.load() {
          job.add { $0.tellError(means) }
        }
      } catch {
        job.finish { $0.phase = .failed("\(error)") }
      }
    }
  }
}
