// Attacks on one image that are watched, and what attacks leave of many.
extension Workbench {
  /// Attacks one test image of the model on show, in place of any such attacks.
  ///
  /// Nothing happens before the images and the model are there. Attacks end where another model is
  /// put on show.
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
          index: index, pace: pace, isPaused: isPaused
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
  public func sweep(
    _ choices: [AttackSlot: AttackChoice], images: Int, clipped: Bool
  ) {
    let (previous, job) = state.withLock { state -> (AttackSweepJob?, AttackSweepJob?) in
      guard let model = state.shown, let test = state.test else { return (nil, nil) }
      let job = AttackSweepJob(
        choices, isClipped: clipped, on: model.checkpoint.network, model.news, test.prefix(images)
      ) { [weak self] job, sweep in self?.receive(sweep, from: job) }
      defer { state.sweep = job }
      return (state.sweep, job)
    }
    previous?.cancel()
    job?.start()
  }

  /// Ends the sweep; what it has found stays.
  public func cancelSweep() { state.withLock(\.sweep)?.cancel() }

  /// Ends attacks and sweeps of a model that is no longer on show.
  ///
  /// To be called while the workbench is not locked.
  func cancelStaleAttacks() {
    let (attacks, sweep, version) = state.withLock {
      (Array($0.attacks.values), $0.sweep, $0.shown?.news.version)
    }
    for job in attacks where job.modelVersion != version { job.cancel() }
    if let sweep, sweep.modelVersion != version { sweep.cancel() }
  }

  private var attackJobs: [AttackJob] { state.withLock { Array($0.attacks.values) } }

  /// Takes a picture of an attack, unless another has begun.
  private func receive(_ trace: AttackTrace, from job: AttackJob) {
    // Posted under the lock, so that a picture of the one before can't come after.
    state.withLock { state in
      guard let slot = state.attacks.first(where: { $0.value === job })?.key else { return }
      mailbox.post { $0.attacks[slot] = trace }
    }
  }

  /// Takes a picture of a sweep, unless another has begun.
  private func receive(_ sweep: AttackSweep, from job: AttackSweepJob) {
    state.withLock { state in
      guard state.sweep === job else { return }
      mailbox.post { $0.sweep = sweep }
    }
  }
}
