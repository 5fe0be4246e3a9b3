import Dispatch

/// What an attack makes of one image for every ε of a range, on a queue of its own.
///
/// The ε that is looked at comes first: where it moves, whatever else is being tried is given up for
/// it, and tried again later. A job that is cancelled ends before its next question to the model, and
/// goes on where it was once something is wanted of it again.
final class AttackCurveJob: Sendable {
  /// Receives each picture of the curve, in order, on the job's queue, while nothing is locked.
  typealias Report = @Sendable (AttackCurveJob, AttackCurve) -> Void

  private struct State {
    var curve: AttackCurve
    /// The ε that is looked at, as the curve knows it.
    var focus: Float = 0
    /// The end of the range.
    var end: Float = 0
    /// Whether anything is wanted.
    var isWanted = false
    /// Whether the queue is at work on it.
    var isScheduled = false
    /// The ε that is being tried; `nil` where none is, or where it is no longer the next to try.
    var tried: Float?
    /// Whether something has been found that was not told.
    var hasNews = true
    var nextReport = ContinuousClock.now
  }

  private enum Step: Sendable {
    case attack(AttackCurve, within: Float)
    case report(AttackCurve)
    case rest
  }

  private let state: Guarded<State>
  private let network: Network
  /// Whether nothing is told before the curve's shape is known: where another curve is on show.
  private let isQuiet: Bool
  private let report: Report
  private let queue = DispatchQueue(label: "potemkin.curve", qos: .userInitiated)
  /// The least time between two pictures, 30 a second, unless what is looked at has been found.
  private static let interval = Duration.milliseconds(33)

  init(
    _ curve: AttackCurve, of network: Network, isQuiet: Bool = false, report: @escaping Report
  ) {
    state = Guarded(State(curve: curve))
    self.network = network
    self.isQuiet = isQuiet
    self.report = report
  }

  /// Tries the ε that is looked at, then those of the range up to `end`; what is known stays.
  func want(at epsilon: Float, upTo end: Float) {
    let mustStart = state.withLock { state in
      if !state.isWanted { state.hasNews = true }
      state.isWanted = true
      state.focus = AttackCurve.rounded(epsilon)
      state.end = end
      state.nextReport = .now
      if state.curve.next(at: epsilon, upTo: end) != state.tried { state.tried = nil }
      defer { state.isScheduled = true }
      return !state.isScheduled
    }
    if mustStart { queue.async { self.work() } }
  }

  func cancel() { state.withLock { $0.isWanted = false } }

  /// Whether it is about an image, an attack and a rule.
  func isAbout(_ index: Int, _ choice: AttackChoice, isClipped: Bool) -> Bool {
    state.withLock { state in
      let curve = state.curve
      return curve.index == index && curve.choice == choice && curve.isClipped == isClipped
    }
  }

  var modelVersion: Int { state.withLock(\.curve.modelVersion) }

  /// Whether the shape of the curve is known, or nothing is wanted of it.
  var isRough: Bool { state.withLock { !$0.isWanted || $0.curve.isRough(upTo: $0.end) } }

  private func work() {
    while true {
      switch nextStep() {
      case .attack(let curve, let epsilon): attack(curve, within: epsilon)
      case .report(let curve): report(self, curve)
      case .rest: return
      }
    }
  }

  private func nextStep() -> Step {
    state.withLock { state in
      let next = state.isWanted ? state.curve.next(at: state.focus, upTo: state.end) : nil
      let isHeldBack = isQuiet && !state.curve.isRough(upTo: state.end)
      let isDue = next == nil || ContinuousClock.now >= state.nextReport && !isHeldBack
      if state.isWanted, state.hasNews, isDue {
        state.hasNews = false
        state.nextReport = .now + Self.interval
        return .report(state.curve)
      }
      state.tried = next
      if let next { return .attack(state.curve, within: next) }
      state.isScheduled = false
      return .rest
    }
  }

  private func attack(_ curve: AttackCurve, within epsilon: Float) {
    do {
      let point = try curve.find(within: epsilon, on: network) {
        self.state.withLock { !$0.isWanted || $0.tried != epsilon }
      }
      guard let point else { return }
      state.withLock { state in
        state.curve.insert(point)
        state.hasNews = true
        if state.focus == epsilon { state.nextReport = .now }
      }
    } catch {
      state.withLock { state in
        state.curve.failure = "\(error)"
        state.hasNews = true
      }
    }
  }
}
