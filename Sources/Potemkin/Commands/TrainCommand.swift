import Engine
import Foundation

/// Trains a network and saves it.
struct TrainCommand: Command {
  var preset = TrainingPreset.quick
  var hidden: [Int]?
  var radialUnits: Int?
  var activation: Activation?
  var epochs: Int?
  var batch: Int?
  var learningRate: Float?
  var seed: UInt64?
  var adversarialEpsilon: Float?
  var adversarialWeight: Float?
  var output: String?
  var data: String?
  var json = false

  static let name = "train"
  static let summary = "Train a network and save it"
  static var discussion: String {
    let presets = TrainingPreset.allCases.map { preset in
      let settings = preset.settings
      let network = [settings.architecture.name, settings.architecture.activation?.name]
      return "\(preset.rawValue): \(network.compactMap(\.self).joined(separator: ", ")), "
        + settings.summary
    }
    return """
      Prints what each epoch came to. Control-C stops without saving. The same settings, seed and \
      data give the same network. The presets are \(presets.joined(separator: "; ")).
      """
  }

  static var arguments: [Argument<Self>] {
    [
      .value("--preset", \.preset, .choice(), help: "The settings, which the flags below change."),
      .value(
        "--hidden", \.hidden,
        .integers(
          TrainingSettings.widths, atMost: TrainingSettings.depths.upperBound, orNone: true),
        help: "The widths of the hidden layers; none for softmax regression."),
      .value(
        "--rbf", \.radialUnits, .integer(TrainingSettings.widths),
        help: "A radial basis function network instead, of so many Gaussian units."),
      .value("--activation", \.activation, .activation, help: "What follows each hidden layer."),
      .value(
        "--epochs", \.epochs, .integer(TrainingSettings.epochCounts),
        help: "Passes over the images."),
      .value(
        "--batch", \.batch, .integer(TrainingSettings.batchSizes), help: "Images in a minibatch."),
      .value(
        "--learning-rate", \.learningRate, .number("RATE", 1e-6...100),
        help: "The step of gradient descent."),
      .value("--seed", \.seed, .integer(0...UInt64.max), help: "Where chance starts from."),
      .value(
        "--adversarial-epsilon", \.adversarialEpsilon, .number("E", 0...1),
        help: "Train on FGSM examples too, made anew in each minibatch, of this epsilon."),
      .value(
        "--adversarial-weight", \.adversarialWeight, .number("W", 0...1),
        help: "Their weight in the loss, 1 - alpha; 0.5 unless given."),
      .value("--output", \.output, .file, help: "Where to save the network, as safetensors."),
      .data(\.data),
      .json(\.json),
    ]
  }

  /// The preset, changed by what was given.
  var settings: TrainingSettings {
    var settings = preset.settings
    if let radialUnits {
      settings.architecture = .radialBasis(units: radialUnits)
    } else if hidden != nil || activation != nil {
      settings.architecture = Architecture(
        hidden: hidden ?? settings.architecture.hidden,
        activation: activation ?? settings.architecture.activation ?? .study)
    }
    settings.epochs = epochs ?? settings.epochs
    settings.batch = batch ?? settings.batch
    settings.learningRate = learningRate ?? settings.learningRate
    settings.seed = seed ?? settings.seed
    if let adversarialEpsilon {
      settings.adversarial = AdversarialObjective(
        alpha: 1 - (adversarialWeight ?? 0.5), epsilon: adversarialEpsilon)
    }
    return settings
  }

  func validate() throws(UsageError) {
    for (flag, isGiven) in [("--hidden", hidden != nil), ("--activation", activation != nil)]
    where radialUnits != nil && isGiven {
      throw .flagsExclude("--rbf", flag)
    }
    if preset.settings.architecture.activation == nil, activation != nil, hidden == nil {
      throw .flagsExclude("--preset \(preset.rawValue)", "--activation")
    }
    if adversarialWeight != nil, adversarialEpsilon == nil {
      throw .flagNeeds("--adversarial-weight", other: "--adversarial-epsilon")
    }
  }

  func run() throws {
    if let output { try requireWritable(output) }
    if output == nil { StandardError.write("Without --output the network is not kept.\n") }
    let source = try DatasetSource(option: data)
    let splits = DatasetSplits(train: try source.loadTrain(), test: try source.loadTest())
    let run = try train(splits)
    guard let output else { return }
    try run.checkpoint.save(to: output)
    if !json { try StandardOutput.write("saved as \(output)\n") }
  }

  private func train(_ splits: DatasetSplits) throws -> TrainingRun {
    var run = TrainingRun(settings, train: splits.train, test: splits.test)
    let report = TrainingReport(run, splits, asJSON: json)
    var line = ProgressLine()
    defer { line.clear() }
    try report.printHeader()
    Interruption.watch()
    while !run.isFinished {
      if Interruption.isRequested { throw Interruption() }
      if let epoch = try run.advance() {
        line.clear()
        try report.print(epoch)
      }
      if line.isDue { line.show(report.progress(of: run)) }
    }
    return run
  }

  /// Finds out before the work, not after it, that a file can't be written.
  private func requireWritable(_ path: String) throws(CheckpointError) {
    do throws(WriteFault) {
      try AtomicFile.requireWritable(path)
    } catch {
      throw .unwritable(path: path, reason: error.description)
    }
  }
}
