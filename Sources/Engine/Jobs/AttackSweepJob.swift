import Dispatch

/// The robust accuracy under attacks at several ε, on a queue of its own.
///
/// It publishes a picture after each ε, and keeps to the network that it was given. A job that is cancelled says so at once, and ends before its
/// next question to the model.
final class AttackSweepJob: Sendable {
  typealias Report = @Sendable (AttackSweepJob, AttackSweep) -> Void

  private let network: Network
  private let data: Dataset
  private let report: Report
  /// The last picture; what it says of the phase holds.
  private let sweep: Guarded<AttackSweep>
  private let queue = DispatchQueue(label: "potemkin.sweep", qos: .utility)

  /// - Parameter report: Called on any queue, while the job's state is locked.
  init(
    _ choices: [AttackSlot: AttackChoice], isClipped: Bool, on network: Network,
    _ model: ModelNews, _ data: Dataset, report: @escaping Report
  ) {
    self.network = network
    self.data = data
    self.report = report
    sweep = Guarded(AttackSweep(choices, isClipped: isClipped, model, data))
  }

  func start() {
    sweep.withLock { report(self, $0) }
    queue.async { self.work() }
  }

  func cancel() { update { $0.phase = .cancelled } }

  private var isCancelled: Bool { sweep.withLock { $0.phase != .running } }

  private func work() {
    let (choices, ends) = sweep.withLock { ($0.choices, $0.ends) }
    let slots = AttackSlot.allCases.filter { choices[$0] != nil }
    let rounds = AttackSweep.order.count * max(1, slots.count)
    var nearest: [AttackSlot: AttackResult] = [:]
    do {
      for (round, place) in AttackSweep.order.enumerated() {
        for (number, slot) in slots.enumerated() {
          guard let choice = choices[slot], let end = ends[slot] else { continue }
          let epsilon = end * Float(place) / Float(AttackSweep.values - 1)
          // Of the nearest images one search tells all ε.
          let result = try nearest[slot] ?? attack(choice, within: epsilon)
          if result.isPartial { return }
          if choice.kind?.aim == .nearest { nearest[slot] = result }
          let point = AttackSweep.Point(
            epsilon: epsilon, robust: result.robustness(at: epsilon, in: choice.norm))
          update {
            $0.add(point, slot)
            $0.fraction = Double(round * slots.count + number + 1) / Double(rounds)
          }
        }
      }
      update { $0.phase = .finished }
    } catch {
      update { $0.phase = .failed("\(error)") }
    }
  }

  private func attack(
    _ choice: AttackChoice, within epsilon: Float
  ) throws(AttackError) -> AttackResult {
    var choice = choice
    choice.epsilon = choice.kind?.aim == .nearest ? .infinity : epsilon
    return try choice.run(isClipped: sweep.withLock(\.isClipped))(
      on: network, data, isCancelled: { self.isCancelled })
  }

  /// Changes the picture and reports it, unless the job has come to its end.
  private func update(_ change: (inout AttackSweep) -> Void) {
    sweep.withLock { sweep in
      guard sweep.phase == .running else { return }
      change(&sweep)
      report(self, sweep)
    }
  }
}
