import Foundation

/// How a network was made: what its file says beside the weights.
public struct Recipe: Equatable, Sendable {
  public var settings: TrainingSettings
  /// What it was trained on, such as "MNIST train".
  public var dataset: String
  /// How many epochs were done, with the fraction of a last one that was stopped.
  public var epochsDone: Double
  /// What it was measured on, such as "MNIST test".
  public var testDataset: String?
  /// The share of those images that it reads right, 0…1.
  public var testAccuracy: Double?

  public init(
    settings: TrainingSettings, dataset: String, epochsDone: Double, testDataset: String? = nil,
    testAccuracy: Double? = nil
  ) {
    self.settings = settings
    self.dataset = dataset
    self.epochsDone = epochsDone
    self.testDataset = testDataset
    self.testAccuracy = testAccuracy
  }
}

extension Recipe {
  /// The recipe as a file's metadata; the activation, by which Gaussian units are known, stands there
  /// by itself.
  var metadata: [String: String] {
    var text = [
      "hidden": settings.architecture.hidden.map(String.init).joined(separator: ","),
      "epochs": String(settings.epochs),
      "epochs_done": String(epochsDone),
      "batch": String(settings.batch),
      "learning_rate": "\(settings.learningRate)",
      "seed": String(settings.seed),
      "dataset": dataset,
    ]
    if let adversarial = settings.adversarial {
      text["adversarial_epsilon"] = "\(adversarial.epsilon)"
      text["adversarial_alpha"] = "\(adversarial.alpha)"
    }
    text["test_dataset"] = testDataset
    text["test_accuracy"] = testAccuracy.map { "\($0)" }
    return text
  }

  /// Reads a file's metadata; `nil` where it holds no recipe.
  init?(_ metadata: CheckpointMetadata, activation: Activation) throws(CheckpointError) {
    guard let dataset = metadata["dataset"] else { return nil }
    let hidden = (metadata["hidden"] ?? "").split(separator: ",").map { Int($0) ?? 0 }
    guard hidden.allSatisfy({ $0 > 0 }) else {
      throw .badRecipe(
        key: "hidden", expected: "sizes such as 64,64", found: metadata["hidden"] ?? "")
    }
    settings = TrainingSettings(
      try Self.architecture(hidden, activation),
      epochs: try metadata.number("epochs", "a whole number from 1") { $0 > 0 },
      batch: try metadata.number("batch", "a whole number from 1") { $0 > 0 },
      learningRate: try metadata.number("learning_rate", "a positive number") {
        $0 > 0 && $0.isFinite
      },
      seed: try metadata.number("seed", "a whole number") { _ in true })
    if metadata["adversarial_epsilon"] != nil {
      settings.adversarial = AdversarialObjective(
        alpha: try metadata.number("adversarial_alpha", "a share from 0 to 1") {
          (0...1).contains($0)
        },
        epsilon: try metadata.number("adversarial_epsilon", "a number from 0") {
          $0 >= 0 && $0.isFinite
        })
    }
    self.dataset = dataset
    epochsDone = try metadata.number("epochs_done", "a number from 0") { $0 >= 0 && $0.isFinite }
    testDataset = metadata["test_dataset"]
    testAccuracy =
      metadata["test_accuracy"] == nil
      ? nil : try metadata.number("test_accuracy", "a share from 0 to 1") { (0...1).contains($0) }
  }

  private static func architecture(
    _ hidden: [Int], _ activation: Activation
  ) throws(CheckpointError) -> Architecture {
    guard activation == .exponential else {
      return Architecture(hidden: hidden, activation: activation)
    }
    guard hidden.count == 1 else {
      throw .badRecipe(
        key: "hidden", expected: "one number of Gaussian units",
        found: hidden.map(String.init).joined(separator: ","))
    }
    return .radialBasis(units: hidden[0])
  }
}
