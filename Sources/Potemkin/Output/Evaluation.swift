import Engine

/// What an evaluation found, and of what.
struct Evaluation {
  /// What is left under an attack.
  struct Robust {
    var attack: AttackName
    var threat: ThreatModel
    var accuracy: Accuracy
  }

  /// The model's file, or "shipped".
  var model: String
  var checkpoint: Checkpoint
  var dataset: String
  var plain: Accuracy
  var robust: Robust?

  func printText() throws {
    let network = checkpoint.network
    var lines = [
      "data      \(dataset), \(plain.images) images",
      "model     \(model): \(network.architecture)"
        + (network.activation.map { ", \($0.name)" } ?? ""),
    ]
    if let recipe = checkpoint.recipe {
      lines.append("trained   on \(recipe.dataset), \(recipe.settings.summary)")
    }
    lines.append("accuracy  \(percent(plain.fraction))")
    if let robust {
      lines.append(
        "robust    \(percent(robust.accuracy.fraction)) under \(robust.attack.rawValue), "
          + "epsilon \(robust.threat.epsilon), "
          + (robust.isClipped ? "clipped to 0...1" : "not clipped"))
    }
    try StandardOutput.write(lines.joined(separator: "\n") + "\n")
  }

  func printJSON() throws {
    try StandardOutput.writeJSON(
      Record(
        dataset: dataset, images: plain.images, model: model,
        architecture: checkpoint.network.architecture,
        activation: checkpoint.network.activation?.name,
        accuracy: plain.fraction, attack: robust?.attack, epsilon: robust?.threat.epsilon,
        clipped: robust?.isClipped, robustAccuracy: robust?.accuracy.fraction))
  }

  private struct Record: Encodable {
    var dataset: String
    var images: Int
    var model: String
    var architecture: String
    var activation: String?
    var accuracy: Double
    var attack: AttackName?
    var epsilon: Float?
    var clipped: Bool?
    var robustAccuracy: Double?
  }
}

extension Evaluation.Robust {
  fileprivate var isClipped: Bool { threat.range != nil }
}
