/// The robust accuracy under attacks at several ε.
///
/// It publishes a picture after each ε, and ends before its next question to the model where it is
/// cancelled.
typealias AttackSweepJob = BackgroundJob<AttackSweep>

extension AttackSweep: BackgroundPicture {}

extension BackgroundJob where Picture == AttackSweep {
  convenience init(
    _ choices: [AttackSlot: AttackChoice], isClipped: Bool, on network: Network,
    _ model: ModelNews, _ data: Dataset, report: @escaping Report
  ) {
    let first = AttackSweep(choices, isClipped: isClipped, model, data)
    self.init(first, label: "potemkin.sweep", report: report) { job in
      let slots = AttackSlot.allCases.filter { choices[$0] != nil }
      let rounds = AttackSweep.order.count * max(1, slots.count)
      var nearest: [AttackSlot: AttackResult] = [:]
      for (round, place) in AttackSweep.order.enumerated() {
        for (number, slot) in slots.enumerated() {
          guard var choice = choices[slot], let end = first.ends[slot] else { continue }
          let epsilon = end * Float(place) / Float(AttackSweep.values - 1)
          let isNearest = choice.kind?.aim == .nearest
          choice.epsilon = isNearest ? .infinity : epsilon
          // Of the nearest images one search tells all ε.
          let result =
            try nearest[slot]
            ?? choice.run(isClipped: isClipped)(
              on: choice.model(network), data, isCancelled: { job.isCancelled })
          if result.isPartial { return }
          if isNearest { nearest[slot] = result }
          let point = AttackSweep.Point(
            epsilon: epsilon, robust: result.robustness(at: epsilon, in: choice.norm))
          job.update {
            $0.add(point, slot)
            $0.fraction = Double(round * slots.count + number + 1) / Double(rounds)
          }
        }
      }
    }
  }
}
