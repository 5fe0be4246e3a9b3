/// A defence that hides gradients, and what an attacker does about it: a plain value.
public struct Defence: Hashable, Sendable {
  /// Where an attacker takes gradients from.
  public enum Gradients: String, CaseIterable, Sendable {
    /// From the defence itself, whose gradient is 0 almost everywhere.
    case own
    /// From the network behind it, as if the defence did nothing.
    case bpda
    /// From differences of scores around the image.
    case smoothed
    /// From nowhere: what needs gradients can't be made.
    case none
  }

  /// How many shades pixels are rounded to, black and white among them.
  public let shades: Int
  public var gradients: Gradients

  /// - Precondition: At least two shades.
  public init(shades: Int, gradients: Gradients = .own) {
    precondition(shades > 1, "black and white are two shades")
    self.shades = shades
    self.gradients = gradients
  }

  /// The defended network as the attacker sees it; its readings are the same, wherever gradients are
  /// taken from.
  ///
  /// Gradients are smoothed over half a step between shades: with less, most images around would be
  /// rounded to the same.
  public func callAsFunction(_ network: any DifferentiableClassifier) -> any Classifier {
    let defended = QuantizedClassifier(network, levels: shades)
    return switch gradients {
    case .own: defended
    case .bpda: BackwardPassDifferentiableApproximation(defended)
    case .smoothed: SmoothedGradientClassifier(defended, deviation: 0.5 / Float(shades - 1))
    case .none: ScoresAlone(model: defended)
    }
  }
}

/// A classifier whose gradients are kept from attackers.
private struct ScoresAlone: Classifier {
  let model: any Classifier

  var inputShape: ImageShape { model.inputShape }
  var classes: Int { model.classes }

  func logits(_ images: Matrix) -> Matrix { model.logits(images) }
}
