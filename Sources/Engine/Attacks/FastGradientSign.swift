/// The fast gradient sign method: x + ε·sign ∇ₓJ(θ, x, y).
///
/// Source: Goodfellow, Shlens and Szegedy, *Explaining and Harnessing Adversarial Examples*, 2015,
/// section 4; seed 000, sections 2.2 and 4. The sign of 0 is 0.
public struct FastGradientSign: Attack {
  public init() {}

  public static let name = "fgsm"
  public static let summary = "One step of ε along the sign of the gradient"
  public static let source = "Goodfellow et al. 2015"
  public static let access = AttackAccess.gradients
  public static let norms = [Norm.linf]

  public func run(
    _ search: inout AdversarialSearch, using generator: inout SeededGenerator
  ) throws(AttackCancelled) {
    var images = Matrix(rows: search.originals.rows, columns: search.originals.columns)
    _ = try search.lossGradient(at: search.originals, of: .crossEntropy, into: &images)
    Self.step(
      from: search.originals, along: &images,
      epsilon: search.threat.epsilon)
    search.project(&images)
    _ = try search.scores(at: images)
  }

  /// The ε-perturbations of images, not projected.
  ///
  /// - Parameters:
  ///   - images: `[batch, pixels]`, in 0…1.
  ///   - labels: The right classes, `[batch]`.
  /// - Returns: `[batch, pixels]`.
  public func perturb(
    _ images: Matrix, labels: [Int], of classifier: some DifferentiableClassifier,
    within threat: ThreatModel
  ) -> Matrix {
    precondition(threat.norm == .linf, "the sign is the steepest direction of L∞")
    var result = classifier.lossGradient(images, labels: labels)
    Self.step(from: images, along: &result, epsilon: threat.epsilon)
    return result
  }

  /// Replaces gradients by the images' ε-perturbations along their signs, where they stand.
  static func step(from images: borrowing Matrix, along gradient: inout Matrix, epsilon: Float) {
    precondition(gradient.values.count == images.values.count, "one gradient per pixel")
    gradient.replaceBySteepest(in: .linf)
    gradient.values.withUnsafeMutableBufferPointer { result in
      images.values.withUnsafeBufferPointer { images in
        for index in images.indices { result[index] = images[index] + epsilon * result[index] }
      }
    }
  }

  /// The sign of each value: −1, 0 or 1.
  public static func direction(_ gradient: Matrix) -> Matrix {
    var direction = gradient
    direction.replaceBySteepest(in: .linf)
    return direction
  }
}
