import Engine

/// The numbers of a training run as words, each as wide as its kind.
struct TrainingFigures {
  let progress: TrainingProgress
  let look: Look

  init(_ progress: TrainingProgress, _ look: Look) {
    self.progress = progress
    self.look = look
  }

  /// Texts with dots between them, and before them where they lead on from something.
  func joined(_ texts: [StyledText], leads: Bool) -> StyledText {
    let dot = look.text(" · ", .frame)
    let shown = texts.filter { $0.width > 0 }
    return (leads && !shown.isEmpty ? dot : StyledText()) + .joined(shown, by: dot)
  }

  /// What the run is doing, with a sign of its own.
  var phase: StyledText {
    switch progress.phase {
    case .preparing: look.text("\(look.unknown) preparing", .training, bold: true)
    case .running: look.text(look.unicode ? "● training" : "* training", .training, bold: true)
    case .paused: look.text(look.unicode ? "○ paused" : "o paused", .training, bold: true)
    case .finished: look.text("\(look.rightMark) trained", .training, bold: true)
    case .stopped: look.text(look.unicode ? "■ stopped" : "# stopped", .training, bold: true)
    case .failed: look.text("\(look.wrongMark) training failed", .wrong, bold: true)
    }
  }

  /// "epoch 3/12", the one that is under way.
  var epoch: StyledText {
    let total = progress.settings.epochs
    let whole = min(max(0, progress.epochsDone), Double(total))
    let number = progress.phase.isActive ? min(total, Int(whole) + 1) : Int(whole)
    let width = String(total).count
    return look.text("epoch ", .dim)
      + look.text("\(String(number).padded(left: width))/\(total)", .text)
  }

  var loss: StyledText {
    figure("loss", progress.points.last.map { Numbers.loss($0.loss) } ?? "…".padded(left: 5))
  }

  /// The running accuracy on training images.
  var accuracy: StyledText { figure("train", share(progress.points.last?.accuracy)) }

  /// The accuracy on test images at the end of the last epoch.
  var test: StyledText { figure("test", share(progress.epochs.last?.testAccuracy)) }

  var rate: StyledText {
    look.text(progress.imagesPerSecond.map(Numbers.rate) ?? "…".padded(left: 5), .text)
      + look.text(" images/s", .dim)
  }

  var elapsed: StyledText {
    look.text(Numbers.duration(progress.secondsElapsed).padded(left: 5), .text)
      + look.text(" so far", .dim)
  }

  var timeLeft: StyledText {
    guard progress.phase.isActive else { return StyledText() }
    return look.text(
      (progress.secondsLeft.map(Numbers.duration) ?? "…").padded(left: 5), .text)
      + look.text(" left", .dim)
  }

  private func share(_ value: Double?) -> String {
    value.map(Numbers.accuracy) ?? "…".padded(left: 6)
  }

  private func figure(_ name: String, _ value: String) -> StyledText {
    (name.isEmpty ? StyledText() : look.text(name + " ", .dim)) + look.text(value, .text)
  }
}
