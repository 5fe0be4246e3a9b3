import Engine

/// Why training can't go on.
enum TrainingFailure: Error, Equatable {
  case diverged(TrainingSettings)
}

extension TrainingFailure: CustomStringConvertible {
  var description: String {
    switch self {
    case .diverged(let settings):
      "training diverged at learning rate \(settings.learningRate): expected finite weights, "
        + "found NaN or infinity. Nothing was saved; choose a smaller --learning-rate."
    }
  }
}
