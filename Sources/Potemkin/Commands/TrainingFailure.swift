import Engine

/// Why training can't go on.
enum TrainingFailure: Error, Equatable {
  case diverged(TrainingSettings)
}

extension TrainingFailure: CustomStringConvertible {
  var description: String {
    switch self {
    case .diverged(let settings):
      "expected finite weights, found training diverged at learning rate "
        + "\(settings.learningRate); nothing was saved. Choose a smaller --learning-rate."
    }
  }
}
