import Dispatch

/// What work that is watched is doing.
public protocol WatchedPhase: Equatable, Sendable {
  static var running: Self { get }
  /// It waits to go on.
  static var paused: Self { get }
  /// It was cancelled before its end.
  static var cancelled: Self { get }
}

extension WatchedPhase {
  /// Whether more may come.
  public var isActive: Bool { self == .running || self == .paused }
}

/// A picture of work that is watched, for a front end to show.
protocol WatchedPicture: Sendable {
  associatedtype Phase: WatchedPhase

  var phase: Phase { get set }
}

/// Work that can be watched step by step, on a queue of its own.
///
/// Each command takes effect before the next step. While the work is paused, or slowed down to be
/// watched, its thread sleeps; every command wakes it.
final class WatchedJob<Picture: WatchedPicture>: Sendable {
  /// Receives each picture of the work, in order.
  ///
  /// It is called while the job's state is locked, so it may not ask the job anything.
  typealias Report = @Sendable (WatchedJob, Picture) -> Void

  private struct State {
    var picture: Picture
    var pace: Pace
    /// How many more steps it may take although it is paused.
    var allowance = 0
    var nextReport = ContinuousClock.now
  }

  private let state: Guarded<State>
  /// Signalled with every command.
  private let wake = DispatchSemaphore(value: 0)
  private let queue: DispatchQueue
  private let report: Report
  private let work: @Sendable (WatchedJob) -> Void

  /// - Parameters:
  ///   - picture: What there is to see before the first step.
  ///   - isPaused: Whether it waits before its first step.
  ///   - report: Called on any queue.
  ///   - work: Calls `waitForTurn` before its first step, `note` after each and `finish` at its end,
  ///     and ends soon once `isCancelled`.
  init(
    _ picture: Picture, label: String, pace: Pace, isPaused: Bool, report: @escaping Report,
    work: @escaping @Sendable (WatchedJob) -> Void
  ) {
    var picture = picture
    if isPaused { picture.phase = .paused }
    state = Guarded(State(picture: picture, pace: pace))
    queue = DispatchQueue(label: label, qos: .userInitiated)
    self.report = report
    self.work = work
  }

  func start() {
    state.withLock { report(self, $0.picture) }
    queue.async { self.work(self) }
  }

  // MARK: Commands

  func pause() { command { $0.picture.phase = .paused } }

  func resume() {
    command {
      $0.picture.phase = .running
      $0.allowance = 0
    }
  }

  /// Pauses it after one more step.
  func step() {
    command {
      $0.picture.phase = .paused
      $0.allowance += 1
    }
  }

  func cancel() { command { $0.picture.phase = .cancelled } }

  func setPace(_ pace: Pace) { command { $0.pace = pace } }

  /// Notes a command, and reports it at once; one that comes too late changes nothing.
  private func command(_ change: (inout State) -> Void) {
    let isActive = state.withLock { state in
      guard state.picture.phase.isActive else { return false }
      change(&state)
      report(self, state.picture)
      return true
    }
    if isActive { wake.signal() }
  }

  // MARK: For the work

  var phase: Picture.Phase { state.withLock(\.picture.phase) }

  var isCancelled: Bool { phase == .cancelled }

  /// Takes in a step, and holds the work up as long as it is to wait.
  func note(_ change: (inout Picture) -> Void) {
    let isSlow = state.withLock { state -> Bool in
      guard state.picture.phase.isActive else { return false }
      change(&state.picture)
      let now = ContinuousClock.now
      // Before it waits, everything is told.
      let waits = state.picture.phase == .paused && state.allowance == 0
      if waits || now >= state.nextReport {
        report(self, state.picture)
        state.nextReport = now + watchedInterval
      }
      return !waits && state.picture.phase == .running && state.pace != .full
    }
    if isSlow { rest() }
    waitForTurn()
  }

  /// Takes in how it ended, unless it was cancelled.
  func finish(_ change: (inout Picture) -> Void) {
    state.withLock { state in
      guard state.picture.phase.isActive else { return }
      change(&state.picture)
      report(self, state.picture)
    }
  }

  /// Takes in what is found out only after the end.
  func add(_ change: (inout Picture) -> Void) {
    state.withLock { state in
      change(&state.picture)
      report(self, state.picture)
    }
  }

  /// Sleeps while the work is paused.
  func waitForTurn() {
    while true {
      let mayGo = state.withLock { state in
        guard state.picture.phase == .paused else { return true }
        guard state.allowance > 0 else { return false }
        state.allowance -= 1
        return true
      }
      if mayGo { return }
      wake.wait()
    }
  }

  /// Sleeps for as long as one step is to take, or until a command comes.
  private func rest() {
    let pace = state.withLock(\.pace)
    guard let interval = pace.interval else { return }
    _ = wake.wait(timeout: .now() + interval)
  }
}

/// The least time between two pictures of work that is watched: 30 a second.
private let watchedInterval = Duration.milliseconds(33)
