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
  /// The recipe as a file's metadata.
  var metadata: [String: String] {
    var text = [
      "recipe": "potemkin 1",
      "hidden": settings.hidden.map(String.init).joined(separator: ","),
      "activation": settings.activation.name,
      "epochs": String(settings.epochs),
      "epochs_done": String(epochsDone),
      "batch": String(settings.batch),
      "learning_rate": "\(settings.learningRate)",
      "seed": String(settings.seed),
      "dataset": dataset,
    ]
    if case .squareplus(let a) = settings.activation { text["squareplus_a"] = "\(a)" }
    text["test_dataset"] = testDataset
    text["test_accuracy"] = testAccuracy.map { "\($0)" }
    return text
  }

  /// Reads a file's metadata; `nil` where it holds no recipe of ours.
  init?(metadata: [String: String]) throws(CheckpointError) {
    guard metadata["recipe"] == "potemkin 1" else { return nil }
    func number<Number: LosslessStringConvertible>(
      _ key: String, _ expected: String, _ isValid: (Number) -> Bool
    ) throws(CheckpointError) -> Number {
      let text = metadata[key] ?? ""
      guard let value = Number(text), isValid(value) else {
        throw .badRecipe(key: key, expected: expected, found: text)
      }
      return value
    }
    let name = metadata["activation"] ?? ""
    guard var activation = Activation(name: name) else {
      throw .badRecipe(key: "activation", expected: "relu or squareplus", found: name)
    }
    if case .squareplus = activation {
      activation = .squareplus(
        a: try number("squareplus_a", "a positive number") { $0 > 0 && $0.isFinite })
    }
    let hidden = (metadata["hidden"] ?? "").split(separator: ",").map { Int($0) ?? 0 }
    guard hidden.allSatisfy({ $0 > 0 }) else {
      throw .badRecipe(
        key: "hidden", expected: "sizes such as 64,64", found: metadata["hidden"] ?? "")
    }
    settings = TrainingSettings(
      hidden: hidden, activation: activation,
      epochs: try number("epochs", "a whole number from 1") { $0 > 0 },
      batch: try number("batch", "a whole number from 1") { $0 > 0 },
      learningRate: try number("learning_rate", "a positive number") { $0 > 0 && $0.isFinite },
      seed: try number("seed", "a whole number") { _ in true })
    dataset = metadata["dataset"] ?? "unknown data"
    epochsDone = try number("epochs_done", "a number from 0") { $0 >= 0 && $0.isFinite }
    testDataset = metadata["test_dataset"]
    testAccuracy =
      metadata["test_accuracy"] == nil
      ? nil : try number("test_accuracy", "a share from 0 to 1") { (0...1).contains($0) }
  }
}

extension Activation {
  /// What it is called in files and on the command line: "relu" or "squareplus".
  public var name: String {
    switch self {
    case .relu: "relu"
    case .squareplus: "squareplus"
    }
  }

  /// The activation of a name; squareplus with the a of `study`.
  public init?(name: String) {
    switch name {
    case "relu": self = .relu
    case "squareplus": self = .study
    default: return nil
    }
  }
}
