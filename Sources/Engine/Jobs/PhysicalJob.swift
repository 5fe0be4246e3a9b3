import Dispatch

/// What photographs make of the adversarial images of attacks, on a queue of its own.
///
/// Pixels are held to 0…1, as no photograph shows others, and attacks lead away from what the model
/// reads, so that errors may be put right, too: it finds what the command `physical` prints. It
/// publishes a picture at most ten times a second and after each transformation. A job that is cancelled
/// says so at once, and ends before its next question to the model.
final class PhysicalJob: Sendable {
  typealias Report = @Sendable (PhysicalJob, PhysicalProgress) -> Void

  private struct State {
    /// The last picture; what it says of the phase holds.
    var progress: PhysicalProgress
    var nextReport = ContinuousClock.now
  }

  private let state: Guarded<State>
  private let network: Network
  private let data: Dataset
  private let means: Lazy<ClassMeans>
  private let report: Report
  private let queue = DispatchQueue(label: "potemkin.physical", qos: .utility)
  /// The least time between two pictures of an attack at work: ten a second.
  private static let interval = Duration.milliseconds(100)

  /// - Parameters:
  ///   - means: By which errors are told apart.
  ///   - report: Called on any queue, while the job's state is locked.
  init(
    _ choices: [AttackSlot: AttackChoice], on network: Network, _ model: ModelNews,
    _ data: Dataset, means: Lazy<ClassMeans>, report: @escaping Report
  ) {
    self.network = network
    self.data = data
    self.means = means
    self.report = report
    state = Guarded(State(progress: PhysicalProgress(choices, model, data)))
  }

  func start() {
    state.withLock { report(self, $0.progress) }
    queue.async { self.work() }
  }

  func cancel() { update { $0.phase = .cancelled } }

  private var isCancelled: Bool { state.withLock { $0.progress.phase != .running } }

  private func work() {
    let choices = state.withLock(\.progress.choices)
    let slots = AttackSlot.allCases.filter { choices[$0] != nil }
    do {
      for (place, slot) in slots.enumerated() {
        guard let choice = choices[slot] else { continue }
        // The attack is one half of the work, what becomes of its images the other.
        let halves = 2 * Double(slots.count)
        let result = try attack(choice) { (2 * Double(place) + $0) / halves }
        if result.isPartial { return }
        measure(result, slot) { (2 * Double(place) + 1 + $0) / halves }
      }
      update {
        $0.phase = .finished
        $0.fraction = 1
      }
    } catch {
      update { $0.phase = .failed("\(error)") }
    }
  }

  /// - Parameter fraction: How much of all is done, where so much of the attack is.
  private func attack(
    _ choice: AttackChoice, fraction: @Sendable (Double) -> Double
  ) throws(AttackError) -> AttackResult {
    var run = try choice.run(isClipped: true)
    run.labels = .predicted
    return try run(
      on: network, data,
      progress: { images in
        let done = fraction(Double(images) / Double(max(1, self.data.count)))
        // Shards that end together may tell of it in any order.
        self.update(isUrgent: false) { $0.fraction = max($0.fraction, done) }
      }, isCancelled: { self.isCancelled })
  }

  /// Measures what becomes of an attack's images.
  ///
  /// - Parameter fraction: How much of all is done, where so much of this is.
  private func measure(
    _ result: AttackResult, _ slot: AttackSlot, fraction: (Double) -> Double
  ) {
    let transformations = PhotoTransformation.all
    let rates = DestructionRate.measure(
      result, of: network, on: data, under: transformations,
      measured: { rate in
        update { progress in
          progress.findings[slot, default: .init()].rates.append(rate)
          let done = progress.findings[slot]?.rates.count ?? 0
          progress.fraction = fraction(Double(done) / Double(transformations.count + 1))
        }
      }, isCancelled: { self.isCancelled })
    guard rates != nil, let means = try? means.load() else { return }
    let errors = ErrorTally(result, of: network, on: data, means: means)
    update { $0.findings[slot, default: .init()].errors = errors }
  }

  /// Changes the picture and reports it, unless the job has come to its end; what is not urgent is
  /// reported only where that has not just been done.
  private func update(isUrgent: Bool = true, _ change: (inout PhysicalProgress) -> Void) {
    state.withLock { state in
      guard state.progress.phase == .running else { return }
      change(&state.progress)
      let now = ContinuousClock.now
      guard isUrgent || now >= state.nextReport else { return }
      report(self, state.progress)
      state.nextReport = now + Self.interval
    }
  }
}
