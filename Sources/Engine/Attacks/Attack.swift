/// A way of making adversarial images.
///
/// An attack only proposes: `ThreatModel.project` holds it to what is allowed, and `robustAccuracy`
/// decides whether it succeeded, so that no attack grades itself.
public protocol Attack: Sendable {
  /// What it is called on the command line and in results, such as "fgsm".
  var name: String { get }

  /// Proposes perturbed images.
  ///
  /// - Parameters:
  ///   - images: `[batch, pixels]`, in 0…1.
  ///   - labels: The right classes, `[batch]`.
  ///   - threat: What is allowed.
  /// - Returns: `[batch, pixels]`.
  func perturb(
    _ images: Matrix, labels: [Int], of classifier: some DifferentiableClassifier,
    within threat: ThreatModel
  ) -> Matrix
}
