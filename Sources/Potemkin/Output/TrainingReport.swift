import Engine
import Foundation

/// What training says: its results on standard output, and how far it is.
struct TrainingReport {
  private let settings: TrainingSettings
  private let architecture: String
  private let parameters: Int
  private let splits: DatasetSplits
  private let asJSON: Bool

  init(_ run: TrainingRun, _ splits: DatasetSplits, asJSON: Bool) {
    settings = run.trainer.settings
    architecture = run.network.architecture
    parameters = run.network.parameters.reduce(0) { $0 + $1.count }
    self.splits = splits
    self.asJSON = asJSON
  }

  /// Names the data, the model and the settings.
  func printHeader() throws {
    guard !asJSON else { return }
    try StandardOutput.write(
      """
      data      \(splits.train.name), \(splits.train.count) images; \
      tested on \(splits.test.name), \(splits.test.count)
      model     \(architecture)\(activation), \(parameters) parameters
      settings  \(settings.summary)

      """)
  }

  /// The activation, where the network has one to choose.
  private var activation: String {
    settings.architecture.activation.map { ", \($0.name)" } ?? ""
  }

  /// Prints what an epoch came to.
  func print(_ epoch: EpochResult) throws {
    if asJSON {
      try StandardOutput.writeJSON(
        EpochRecord(
          epoch: epoch.epoch, loss: epoch.loss, trainAccuracy: epoch.trainAccuracy,
          testAccuracy: epoch.testAccuracy, seconds: epoch.seconds, dataset: splits.train.name,
          testDataset: splits.test.name, model: architecture,
          activation: settings.architecture.activation?.name, batch: settings.batch,
          learningRate: settings.learningRate, seed: settings.seed,
          adversarialEpsilon: settings.adversarial?.epsilon,
          adversarialWeight: settings.adversarial?.adversarialWeight))
    } else {
      try StandardOutput.write(
        "epoch \(epoch.epoch)/\(settings.epochs)  loss \(epoch.loss.fixed(4))  "
          + "train \(percent(epoch.trainAccuracy))  test \(percent(epoch.testAccuracy))  "
          + "\(epoch.seconds.fixed(1)) s\n")
    }
  }

  /// How far a run is, in one line.
  func progress(of run: TrainingRun) -> String {
    let done = run.trainer.epochsDone
    var parts = [
      "epoch \(min(settings.epochs, Int(done) + 1))/\(settings.epochs)",
      ProgressLine.bar(done / Double(settings.epochs)),
    ]
    if let point = run.points.last {
      parts += ["loss \(point.loss.fixed(4))", percent(point.accuracy)]
    }
    if let rate = run.imagesPerSecond { parts.append("\((rate / 1000).fixed(0)) k images/s") }
    if let left = run.secondsLeft { parts.append("\(left.fixed(0)) s left") }
    return parts.joined(separator: "  ")
  }
}

/// An epoch as a line of JSON: its result, and what it is a result of.
private struct EpochRecord: Encodable {
  var epoch: Int
  var loss: Double
  var trainAccuracy: Double
  var testAccuracy: Double
  var seconds: Double
  var dataset: String
  var testDataset: String
  var model: String
  var activation: String?
  var batch: Int
  var learningRate: Float
  var seed: UInt64
  var adversarialEpsilon: Float?
  var adversarialWeight: Float?
}

extension TrainingSettings {
  /// The settings in one line, such as "3 epochs, batch 32, learning rate 0.01, seed 1".
  var summary: String {
    "\(epochs) \(epochs == 1 ? "epoch" : "epochs"), batch \(batch), "
      + "learning rate \(learningRate), seed \(seed)"
      + (adversarial.map {
        ", adversarial ε \($0.epsilon) with weight \($0.adversarialWeight)"
      } ?? "")
  }
}
