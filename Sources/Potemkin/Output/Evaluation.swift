import Engine

/// What an evaluation found, and of what.
struct Evaluation {
  /// What is left under attacks.
  struct Robust {
    var threat: ThreatModel
    /// Of each attack; there is at least one.
    var results: [AttackResult]
    /// The images that none of them moved.
    var worst: Accuracy { worstCase(results) }
    /// Such as "fgsm,pgd".
    var names: String { results.map(\.attack).joined(separator: ",") }
  }

  /// The model's file, or "shipped".
  var model: String
  var checkpoint: Checkpoint
  /// What defends the network.
  var defence: Defence?
  var dataset: String
  var plain: Accuracy
  var robust: Robust?

  func printText() throws {
    let network = checkpoint.network
    var lines = [
      "data      \(dataset), \(plain.images) images",
      "model     \(model): \(network.architecture)"
        + (network.activation.map { ", \($0.name)" } ?? "")
        + (defence.map { ", \($0.words)" } ?? ""),
    ]
    if let recipe = checkpoint.recipe {
      lines.append("trained   on \(recipe.dataset), \(recipe.settings.summary)")
    }
    lines.append("accuracy  \(percent(plain.fraction))")
    if let robust {
      for result in robust.results {
        lines.append(
          "robust    \(percent(result.robustness.fraction)) under \(result.attack), "
            + (robust.threat.epsilon.isFinite ? "epsilon \(robust.threat.epsilon), " : "")
            + "\(robust.threat.norm.rawValue), "
            + (robust.isClipped ? "clipped to 0...1" : "not clipped"))
      }
      if robust.results.count > 1 {
        lines.append("worst     \(percent(robust.worst.fraction)) that none of them moved")
      }
    }
    try StandardOutput.write(lines.joined(separator: "\n") + "\n")
  }

  func printJSON() throws {
    try StandardOutput.writeJSON(
      Record(
        dataset: dataset, images: plain.images, model: model,
        architecture: checkpoint.network.architecture,
        activation: checkpoint.network.activation?.name, quantised: defence?.shades,
        gradients: defence?.gradients.rawValue,
        accuracy: plain.fraction, attack: robust?.names,
        norm: robust?.threat.norm.rawValue,
        epsilon: robust.flatMap { $0.threat.epsilon.isFinite ? $0.threat.epsilon : nil },
        clipped: robust?.isClipped, robustAccuracy: robust?.worst.fraction,
        attacks: robust?.results.map {
          Record.One(
            attack: $0.attack, robustAccuracy: $0.robustness.fraction, fallen: $0.fallen,
            queries: $0.queries.reduce(0, +))
        }))
  }

  private struct Record: Encodable {
    struct One: Encodable {
      var attack: String
      var robustAccuracy: Double
      var fallen, queries: Int
    }

    var dataset: String
    var images: Int
    var model: String
    var architecture: String
    var activation: String?
    var quantised: Int?
    var gradients: String?
    var accuracy: Double
    var attack: String?
    var norm: String?
    var epsilon: Float?
    var clipped: Bool?
    /// Of several attacks, the share that none of them moved.
    var robustAccuracy: Double?
    var attacks: [One]?
  }
}

extension Evaluation.Robust {
  fileprivate var isClipped: Bool { threat.range != nil }
}
