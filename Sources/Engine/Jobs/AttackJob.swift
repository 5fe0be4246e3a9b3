import Dispatch

/// An attack on one image that can be watched, on a queue of its own.
///
/// Each command takes effect before its next question to the model. While it is paused, or slowed
/// down to be watched, its thread sleeps; every command wakes it. It keeps to the network that it was
/// given until it ends: who watches an attack wants to see its end, also where training has gone on.
final class AttackJob: Sendable {
  /// Receives each picture of the attack, in order.
  ///
  /// It is called while the job's state is locked, so it may not ask the job anything.
  typealias Report = @Sendable (AttackJob, AttackTrace) -> Void

  private struct State {
    var trace: AttackTrace
    var pace: AttackPace
    /// How many more questions it may ask although it is paused.
    var allowance = 0
    var nextReport = ContinuousClock.now
  }

  private let state: Guarded<State>
  /// Signalled with every command.
  private let wake = DispatchSemaphore(value: 0)
  private let queue = DispatchQueue(label: "potemkin.attack", qos: .userInitiated)
  private let network: Network
  private let data: Dataset
  private let means: Lazy<ClassMeans>
  private let report: Report
  /// The least time between two pictures: 30 a second.
  private static let interval = Duration.milliseconds(33)

  /// - Parameters:
  ///   - means: By which the kind of an error is told, once there is one.
  ///   - isPaused: Whether it waits before its first question.
  ///   - report: Called on any queue.
  init(
    _ choice: AttackChoice, isClipped: Bool, on network: Network, _ model: ModelNews,
    _ data: Dataset, index: Int, means: Lazy<ClassMeans>, pace: AttackPace, isPaused: Bool,
    report: @escaping Report
  ) {
    self.network = network
    self.data = data
    self.means = means
    self.report = report
    var trace = AttackTrace(choice, isClipped: isClipped, model, network, data, index: index)
    if isPaused { trace.phase = .paused }
    state = Guarded(State(trace: trace, pace: pace))
  }

  func start() {
    state.withLock { report(self, $0.trace) }
    queue.async { self.work() }
  }

  func pause() { command { $0.trace.phase = .paused } }

  func resume() {
    command {
      $0.trace.phase = .running
      $0.allowance = 0
    }
  }

  /// Pauses it after one more question.
  func step() {
    command {
      $0.trace.phase = .paused
      $0.allowance += 1
    }
  }

  func cancel() { command { $0.trace.phase = .cancelled } }

  func setPace(_ pace: AttackPace) { command { $0.pace = pace } }

  /// Notes a command, and reports it at once; one that comes too late changes nothing.
  private func command(_ change: (inout State) -> Void) {
    let isActive = state.withLock { state in
      guard state.trace.phase.isActive else { return false }
      change(&state)
      report(self, state.trace)
      return true
    }
    if isActive { wake.signal() }
  }

  private var isCancelled: Bool { state.withLock { $0.trace.phase == .cancelled } }

  private func work() {
    let (choice, isClipped, index) = state.withLock {
      ($0.trace.choice, $0.trace.isClipped, $0.trace.index)
    }
    do {
      let run = try choice.run(isClipped: isClipped)
      try run.check(network)
      waitForTurn()
      var generator = SeededGenerator(seed: run.seed).stream(UInt64(index))
      let result = run.attack(
        network, data.image(index), [data.label(index)], &generator, { self.isCancelled },
        observe: note)
      if let outcome = result.outcomes.first { finish { $0.conclude(outcome, network) } }
      tellError()
    } catch {
      finish { $0.phase = .failed("\(error)") }
    }
  }

  /// Adds what kind of error came of it.
  ///
  /// The outcome is told without waiting for that, as the training images may have to be read first;
  /// without them no kind is known.
  private func tellError() {
    guard case .finished(.fallen) = state.withLock(\.trace.phase), let means = try? means.load()
    else { return }
    state.withLock { state in
      state.trace.tellError(means)
      report(self, state.trace)
    }
  }

  private func finish(_ change: (inout AttackTrace) -> Void) {
    state.withLock { state in
      guard state.trace.phase.isActive else { return }
      change(&state.trace)
      report(self, state.trace)
    }
  }

  /// Takes in a question, and holds the attack up as long as it is to wait.
  private func note(_ observation: AttackObservation) {
    let isSlow = state.withLock { state -> Bool in
      guard state.trace.phase.isActive else { return false }
      state.trace.note(observation)
      let now = ContinuousClock.now
      // Before it waits, everything is told.
      let waits = state.trace.phase == .paused && state.allowance == 0
      if waits || now >= state.nextReport {
        report(self, state.trace)
        state.nextReport = now + Self.interval
      }
      return !waits && state.trace.phase == .running && state.pace != .full
    }
    if isSlow { rest() }
    waitForTurn()
  }

  /// Sleeps for as long as one question is to take, or until a command comes.
  private func rest() {
    let pace = state.withLock(\.pace)
    guard let interval = pace.interval else { return }
    _ = wake.wait(timeout: .now() + interval)
  }

  /// Sleeps while the attack is paused.
  private func waitForTurn() {
    while true {
      let mayGo = state.withLock { state in
        guard state.trace.phase == .paused else { return true }
        guard state.allowance > 0 else { return false }
        state.allowance -= 1
        return true
      }
      if mayGo { return }
      wake.wait()
    }
  }
}

/// How fast an attack is made, so that it can be watched.
public enum AttackPace: Int, CaseIterable, Sendable {
  case slow, steady, quick, full

  /// Questions a second; `nil` where nothing holds it up.
  public var stepsPerSecond: Int? {
    switch self {
    case .slow: 4
    case .steady: 20
    case .quick: 200
    case .full: nil
    }
  }

  var interval: DispatchTimeInterval? { stepsPerSecond.map { .microseconds(1_000_000 / $0) } }
}
