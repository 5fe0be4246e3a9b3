/// Why a training run can't go on.
public enum TrainingError: Error, Equatable, Sendable, CustomStringConvertible {
  /// The loss became infinite or NaN.
  case diverged(epoch: Int, learningRate: Float)

  public var description: String {
    switch self {
    case .diverged(let epoch, let learningRate):
      "training diverged in epoch \(epoch): expected a finite loss, found none. "
        + "Lower the learning rate (it is \(learningRate)) or take larger batches."
    }
  }
}
