/// A defended classifier for attackers: forward through the defence, backward as if the defence did
/// nothing.
///
/// With f∘g, g the defence, the gradient is taken to be ∇f at g(x): as g(x) ≈ x, its derivative is
/// approximately the identity. Any attack that follows gradients can be made on it, and the scores
/// are the defence's own, so that what falls has fooled the defence itself. Source: Athalye, Carlini
/// and Wagner, *Obfuscated Gradients Give a False Sense of Security*, 2018, section 4.1.1.
public struct BackwardPassDifferentiableApproximation: DifferentiableClassifier {
  public let defence: any PreprocessedClassifier

  public init(_ defence: any PreprocessedClassifier) { self.defence = defence }

  public var inputShape: ImageShape { defence.inputShape }
  public var classes: Int { defence.classes }

  public func logits(_ images: Matrix) -> Matrix { defence.logits(images) }

  public func inputGradient(
    _ images: Matrix, into gradient: inout Matrix, _ scoreGradient: (inout Matrix) -> Void
  ) -> Matrix {
    defence.model.inputGradient(defence.preprocess(images), into: &gradient, scoreGradient)
  }

  public func inputGradients(
    _ images: Matrix, into gradients: inout [Matrix],
    _ scoreGradient: (_ place: Int, _ scores: inout Matrix) -> Void
  ) -> Matrix {
    defence.model.inputGradients(defence.preprocess(images), into: &gradients, scoreGradient)
  }
}
