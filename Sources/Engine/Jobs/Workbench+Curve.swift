// What an attack makes of the image on show, for every ε of the slider.
extension Workbench {
  /// What is wanted of an attack.
  struct CurveRequest {
    var index: Int
    var choice: AttackChoice
    var isClipped: Bool
    /// The ε that is looked at.
    var epsilon: Float
    /// The end of its range.
    var end: Float
  }

  /// Makes an attack on one test image of the model on show at every ε from 0 to `end`, the ε that is
  /// looked at first, in place of any such attack.
  ///
  /// Where only ε or its range is another than before, what has been found stays. Nothing happens
  /// before the images and the model are there.
  ///
  /// - Parameters:
  ///   - epsilon: The ε that is looked at.
  ///   - clipped: Whether pixels are held to 0…1.
  public func attackCurve(
    index: Int, _ choice: AttackChoice, clipped: Bool, at epsilon: Float, upTo end: Float
  ) {
    state.withLock { state in
      state.wantedCurve = CurveRequest(
        index: index, choice: choice, isClipped: clipped, epsilon: epsilon, end: end)
      updateCurve(&state, mayLag: true)
    }
  }

  /// Ends the attack; what it has found stays.
  public func cancelAttackCurve() {
    state.withLock { state in
      state.wantedCurve = nil
      state.curve?.cancel()
    }
  }

  /// Sees to it that what is wanted of an attack is found, of the model on show.
  ///
  /// In training the model is another many times a second, and a slow attack would never be done: its
  /// curve of one model then stays on show until that of a later one has got its shape.
  ///
  /// - Parameter mayLag: Whether a curve that is being found of a model from before gets its shape
  ///   first.
  func updateCurve(_ state: inout State, mayLag: Bool) {
    guard let wanted = state.wantedCurve, let model = state.shown, let test = state.test,
      test.labels.indices.contains(wanted.index)
    else { return }
    let previous = state.curve
    let isSame =
      previous?.isAbout(wanted.index, wanted.choice, isClipped: wanted.isClipped) ?? false
    if let previous, isSame {
      let isCurrent = previous.modelVersion == model.news.version
      if isCurrent || mayLag && !previous.isRough {
        previous.want(at: wanted.epsilon, upTo: wanted.end)
        return
      }
    }
    let network = model.checkpoint.network
    let curve = AttackCurve(
      wanted.choice, isClipped: wanted.isClipped, of: network, version: model.news.version, test,
      index: wanted.index)
    let job = AttackCurveJob(curve, of: network, isQuiet: isSame) { [weak self] job, curve in
      self?.receive(curve, from: job)
    }
    state.curve = job
    previous?.cancel()
    job.want(at: wanted.epsilon, upTo: wanted.end)
  }

  /// Takes a picture of a curve, unless another has begun.
  private func receive(_ curve: AttackCurve, from job: AttackCurveJob) {
    state.withLock { state in
      guard state.curve === job else { return }
      mailbox.post { $0.attackCurve = curve }
      if curve.modelVersion != state.shown?.news.version { updateCurve(&state, mayLag: true) }
    }
  }
}
