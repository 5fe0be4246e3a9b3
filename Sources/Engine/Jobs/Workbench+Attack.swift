// Attacks on one image that are watched, and what attacks leave of many.
extension Workbench {
  /// Attacks one test image of the model on show, in place of any such attacks.
  ///
  /// Nothing happens before the images and the model are there. Attacks keep to the model that was on
  /// show when they began, whatever becomes of it in training; a front end tells from the version in
  /// their traces that it is the model from before.
  ///
  /// - Parameters:
  ///   - choices: One attack, or two to compare.
  ///   - clipped: Whether pixels are held to 0…1.
  ///   - isPaused: Whether they wait before their first question.
  public func attack(
    index: Int, _ choices: [AttackSlot: AttackChoice], clipped: Bool, pace: Pace,
    isPaused: Bool = false
  ) {
    let (previous, jobs) = state.withLock { state -> ([AttackJob], [AttackJob]) in
      guard let model = state.shown, let test = state.test, test.labels.indices.contains(index)
      else { return ([], []) }
      let jobs = choices.mapValues { choice in
        AttackJob(
          choice, isClipped: clipped, on: model.checkpoint.network, model.news, test,
          index: index, means: means, pace: pace, isPaused: isPaused
        ) { [weak self] job, trace in self?.receive(trace, from: job) }
      }
      defer { state.attacks = jobs }
      return (Array(state.attacks.values), Array(jobs.values))
    }
    for job in previous { job.cancel() }
    for job in jobs { job.start() }
  }

  /// Pauses the attacks, before their next question.
  public func pauseAttack() { for job in attackJobs { job.pause() } }

  /// Goes on with attacks that are paused.
  public func resumeAttack() { for job in attackJobs { job.resume() } }

  /// Lets the attacks ask one more question, and pauses them.
  public func stepAttack() { for job in attackJobs { job.step() } }

  /// Ends the attacks; what they have found stays.
  public func cancelAttack() { for job in attackJobs { job.cancel() } }

  /// Makes the attacks faster or slower.
  public func setPace(_ pace: Pace) { for job in attackJobs { job.setPace(pace) } }

  /// Finds how much attacks leave standing of the first test images at several ε, in place of any
  /// such sweep.
  ///
  /// It keeps to the model on show, as attacks do.
  public func sweep(
    _ choices: [AttackSlot: AttackChoice], images: Int, clipped: Bool
  ) {
    replace(\.sweep) { state in
      guard let model = state.shown, let test = state.test else { return nil }
      return AttackSweepJob(
        choices, isClipped: clipped, on: model.checkpoint.network, model.news, test.prefix(images)
      ) { [weak self] in self?.receive($1, from: $0, \.sweep, \.sweep) }
    }
  }

  /// Ends the sweep; what it has found stays.
  public func cancelSweep() { state.withLock(\.sweep)?.cancel() }

  /// Finds how many adversarial images of the first test images photographs destroy, and what kinds of
  /// error they are, in place of any such job.
  ///
  /// It keeps to the model on show, as attacks do. Nothing happens before the images and the model are
  /// there.
  public func measurePhysical(_ choices: [AttackSlot: AttackChoice], images: Int) {
    replace(\.physical) { state in
      guard let model = state.shown, let test = state.test else { return nil }
      return PhysicalJob(
        choices, on: model.checkpoint.network, model.news, test.prefix(images), means: means
      ) { [weak self] in self?.receive($1, from: $0, \.physical, \.physical) }
    }
  }

  /// Ends that job; what it has found stays.
  public func cancelPhysical() { state.withLock(\.physical)?.cancel() }

  private var attackJobs: [AttackJob] { state.withLock { Array($0.attacks.values) } }

  /// Takes a picture of an attack, unless another has begun.
  private func receive(_ trace: AttackTrace, from job: AttackJob) {
    // Posted under the lock, so that a picture of the one before can't come after.
    state.withLock { state in
      guard let slot = state.attacks.first(where: { $0.value === job })?.key else { return }
      mailbox.post { $0.attacks[slot] = trace }
    }
  }
}
