import Dispatch

/// What work in the background is doing.
public enum BackgroundPhase: Equatable, Sendable {
  case running
  case finished
  /// It was cancelled before its end; what it has found stays.
  case cancelled
  /// It can't go on; the reason is a sentence for the user.
  case failed(String)
}

/// A picture of work in the background, for a front end to show.
protocol BackgroundPicture: Sendable {
  var phase: BackgroundPhase { get set }
}

/// Work that goes on in the background until its end, on a queue of its own, and publishes pictures of
/// what it has found.
///
/// A job that is cancelled says so at once; it changes nothing any more, and ends soon.
final class BackgroundJob<Picture: BackgroundPicture>: Sendable {
  /// Receives each picture of the work, in order, the last one being that of its end.
  ///
  /// It is called on any queue, while the job's state is locked, so it may not ask the job anything.
  typealias Report = @Sendable (BackgroundJob, Picture) -> Void

  private struct State {
    /// The last picture; what it says of the phase holds.
    var picture: Picture
    var nextReport = ContinuousClock.now
  }

  private let state: Guarded<State>
  private let queue: DispatchQueue
  private let report: Report
  private let work: @Sendable (BackgroundJob) throws -> Void

  /// - Parameters:
  ///   - picture: What there is to see before the work begins.
  ///   - work: Calls `update` with what it finds, and ends soon once `isCancelled`; the job is finished
  ///     where it returns, and has failed where it throws.
  init(
    _ picture: Picture, label: String, report: @escaping Report,
    work: @escaping @Sendable (BackgroundJob) throws -> Void
  ) {
    state = Guarded(State(picture: picture))
    queue = DispatchQueue(label: label, qos: .utility)
    self.report = report
    self.work = work
  }

  func start() {
    state.withLock { report(self, $0.picture) }
    queue.async {
      do {
        try self.work(self)
        self.update { $0.phase = .finished }
      } catch {
        self.update { $0.phase = .failed("\(error)") }
      }
    }
  }

  func cancel() { update { $0.phase = .cancelled } }

  // MARK: For the work

  var isCancelled: Bool { state.withLock { $0.picture.phase != .running } }

  /// Whether the last picture is so old that one should be published that is not urgent.
  var isReportDue: Bool { state.withLock { ContinuousClock.now >= $0.nextReport } }

  /// Changes the picture and reports it, unless the job has come to its end.
  ///
  /// - Parameter isUrgent: Whether it is reported although that has just been done, less than a tenth of
  ///   a second ago.
  func update(isUrgent: Bool = true, _ change: (inout Picture) -> Void) {
    state.withLock { state in
      guard state.picture.phase == .running else { return }
      change(&state.picture)
      let now = ContinuousClock.now
      guard isUrgent || now >= state.nextReport else { return }
      report(self, state.picture)
      state.nextReport = now + backgroundInterval
    }
  }
}

/// The least time between two pictures that are not urgent: ten a second.
private let backgroundInterval = Duration.milliseconds(100)
