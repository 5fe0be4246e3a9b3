import Dispatch

/// A training run on a queue of its own, which can be paused, resumed and stopped.
///
/// Each command takes effect before the next minibatch. A paused run holds no thread: it is a value
/// that waits to be resumed.
final class TrainingJob: Sendable {
  /// Receives each picture of the run, in order, and the run itself where it has learned something.
  ///
  /// It is called while the job's state is locked, so it may not ask the job anything.
  typealias Report = @Sendable (TrainingJob, TrainingProgress, TrainingRun?) -> Void

  private enum Command { case run, pause, stop }

  private struct State {
    var command = Command.run
    /// Whether the queue is at work on it.
    var isScheduled = false
    /// The run while nobody works on it.
    var run: TrainingRun?
    var progress: TrainingProgress
  }

  private let state: Guarded<State>
  private let queue = DispatchQueue(label: "potemkin.training", qos: .utility)
  private let settings: TrainingSettings
  private let prepare: @Sendable () throws -> TrainingRun
  private let report: Report
  /// The least time between two pictures: 30 a second.
  private static let interval = Duration.milliseconds(33)

  /// - Parameters:
  ///   - prepare: Reads the data and makes the run; called on the job's queue.
  ///   - report: Called on any queue.
  init(
    _ settings: TrainingSettings, prepare: @escaping @Sendable () throws -> TrainingRun,
    report: @escaping Report
  ) {
    self.settings = settings
    self.prepare = prepare
    self.report = report
    state = Guarded(State(progress: TrainingProgress(phase: .preparing, settings: settings)))
  }

  func start() {
    state.withLock { report(self, $0.progress, nil) }
    schedule()
  }

  func pause() { command(.pause) { _ in .paused } }

  func resume() {
    // The name of the data is known once it is read.
    if command(.run, phase: { $0.dataset == nil ? .preparing : .running }) { schedule() }
  }

  func stop() { command(.stop) { _ in .stopped } }

  /// Notes a command, and reports it at once.
  /// - Returns: Whether the run is still active.
  @discardableResult
  private func command(
    _ command: Command, phase: (TrainingProgress) -> TrainingProgress.Phase
  ) -> Bool {
    state.withLock { state in
      guard state.progress.phase.isActive else { return false }
      state.command = command
      state.progress.phase = phase(state.progress)
      if state.progress.phase == .stopped { state.progress.secondsLeft = nil }
      report(self, state.progress, nil)
      return true
    }
  }

  private func schedule() {
    let mustStart = state.withLock { state in
      defer { state.isScheduled = true }
      return !state.isScheduled
    }
    if mustStart { queue.async { self.work() } }
  }

  private func work() {
    guard var run = takeRun() else { return }
    let clock = ContinuousClock()
    // The first minibatch of a large network takes seconds, in which nothing is prepared any more.
    publish(run, phase: .running)
    var nextReport = clock.now
    while true {
      if state.withLock({ $0.command != .run }), leave(run) { return }
      do {
        _ = try run.advance()
      } catch {
        fail(error)
        return
      }
      if run.isFinished {
        publish(run, phase: .finished)
        return
      }
      if clock.now >= nextReport {
        publish(run, phase: .running)
        nextReport = clock.now + Self.interval
      }
    }
  }

  /// Puts the run down where it is paused or stopped.
  /// - Returns: Whether it is, and was not resumed meanwhile.
  private func leave(_ run: TrainingRun) -> Bool {
    let learned = learned(run)
    return state.withLock { state in
      guard state.command != .run else { return false }
      let isStopped = state.command == .stop
      state.run = isStopped ? nil : run
      state.isScheduled = false
      state.progress = picture(of: run, phase: isStopped ? .stopped : .paused)
      report(self, state.progress, learned)
      return true
    }
  }

  /// The run, where its network can be shown.
  ///
  /// Before its first minibatch it has learned nothing; where it is about to diverge, it may have
  /// weights that are no numbers.
  private func learned(_ run: TrainingRun) -> TrainingRun? {
    run.trainer.step > 0 && run.network.isFinite ? run : nil
  }

  /// The run to go on with, made anew the first time; `nil` where there is nothing to do.
  private func takeRun() -> TrainingRun? {
    let existing = state.withLock { state in
      defer { state.run = nil }
      return state.run
    }
    if let existing { return existing }
    do {
      return try prepare()
    } catch {
      fail(error)
      return nil
    }
  }

  /// Ends the run for a reason, unless it was stopped before.
  private func fail(_ error: any Error) {
    state.withLock { state in
      state.isScheduled = false
      guard state.progress.phase.isActive else { return }
      state.progress.phase = .failed("\(error)")
      report(self, state.progress, nil)
    }
  }

  /// Reports a picture, unless a command has overtaken it.
  private func publish(_ run: TrainingRun, phase: TrainingProgress.Phase) {
    let learned = learned(run)
    state.withLock { state in
      let isCurrent = state.command == .run
      // A run that ended before a pause or a stop could reach it has ended all the same.
      state.progress = picture(
        of: run, phase: isCurrent || phase == .finished ? phase : state.progress.phase)
      report(self, state.progress, learned)
    }
  }

  private func picture(
    of run: TrainingRun, phase: TrainingProgress.Phase
  ) -> TrainingProgress {
    TrainingProgress(
      phase: phase, settings: settings, dataset: run.recipe.dataset,
      epochsDone: run.trainer.epochsDone, imagesPerSecond: run.imagesPerSecond,
      secondsElapsed: run.seconds, secondsLeft: phase == .stopped ? nil : run.secondsLeft,
      points: run.points, epochs: run.epochs)
  }
}
