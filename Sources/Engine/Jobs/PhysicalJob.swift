/// What photographs make of the adversarial images of attacks.
///
/// Pixels are held to 0…1, as no photograph shows others, and attacks lead away from what the model
/// reads, so that errors may be put right, too: it finds what the command `physical` prints. It ends
/// before its next question to the model where it is cancelled.
typealias PhysicalJob = BackgroundJob<PhysicalProgress>

extension PhysicalProgress: BackgroundPicture {}

extension BackgroundJob where Picture == PhysicalProgress {
  /// - Parameter means: By which errors are told apart.
  convenience init(
    _ choices: [AttackSlot: AttackChoice], on network: Network, _ model: ModelNews,
    _ data: Dataset, means: Lazy<ClassMeans>, report: @escaping Report
  ) {
    self.init(
      PhysicalProgress(choices, model, data), label: "potemkin.physical", report: report
    ) { job in
      let slots = AttackSlot.allCases.filter { choices[$0] != nil }
      for (place, slot) in slots.enumerated() {
        guard let choice = choices[slot] else { continue }
        // The attack is one half of the work, what becomes of its images the other.
        let halves = 2 * Double(slots.count)
        let attacked = choice.model(network)
        let result = try job.attack(choice, on: attacked, data) {
          (2 * Double(place) + $0) / halves
        }
        if result.isPartial { return }
        job.measure(result, slot, of: attacked, on: data, means) {
          (2 * Double(place) + 1 + $0) / halves
        }
      }
      job.update { $0.fraction = 1 }
    }
  }

  /// - Parameter fraction: How much of all is done, where so much of the attack is.
  private func attack(
    _ choice: AttackChoice, on model: any Classifier, _ data: Dataset,
    fraction: @Sendable (Double) -> Double
  ) throws(AttackError) -> AttackResult {
    var run = try choice.run(isClipped: true)
    run.labels = .predicted
    return try run(
      on: model, data,
      progress: { images in
        let done = fraction(Double(images) / Double(max(1, data.count)))
        // Shards that end together may tell of it in any order.
        self.update(isUrgent: false) { $0.fraction = max($0.fraction, done) }
      }, isCancelled: { self.isCancelled })
  }

  /// Measures what becomes of an attack's images.
  ///
  /// - Parameter fraction: How much of all is done, where so much of this is.
  private func measure(
    _ result: AttackResult, _ slot: AttackSlot, of model: any Classifier, on data: Dataset,
    _ means: Lazy<ClassMeans>, fraction: (Double) -> Double
  ) {
    let transformations = PhotoTransformation.all
    let rates = DestructionRate.measure(
      result, of: model, on: data, under: transformations,
      measured: { rate in
        update { progress in
          progress.findings[slot, default: .init()].rates.append(rate)
          let done = progress.findings[slot]?.rates.count ?? 0
          progress.fraction = fraction(Double(done) / Double(transformations.count + 1))
        }
      }, isCancelled: { self.isCancelled })
    guard rates != nil, let means = try? means.load() else { return }
    let errors = ErrorTally(result, of: model, on: data, means: means)
    update { $0.findings[slot, default: .init()].errors = errors }
  }
}
