/// Adversarial training's objective, J̃ = α·J(x) + (1 − α)·J(x + ε·sign ∇ₓJ(x)).
///
/// The adversarial examples are made anew in every minibatch, from the network as it then is, and
/// stand still while the gradient of the weights is taken. They are not held to 0…1, as in the
/// study. Source: Goodfellow, Shlens and Szegedy, *Explaining and Harnessing Adversarial Examples*,
/// 2015, section 6; seed 004, section 6.
public struct AdversarialObjective: Equatable, Hashable, Sendable {
  /// The weight of the images as they are, 0…1; Goodfellow takes 0.5.
  public var alpha: Float
  /// How far each pixel moves, in pixel units, at least 0.
  public var epsilon: Float

  /// - Precondition: `alpha` is from 0 to 1, and `epsilon` a finite number from 0.
  public init(alpha: Float = 0.5, epsilon: Float) {
    precondition((0...1).contains(alpha), "α is from 0 to 1")
    precondition(epsilon >= 0 && epsilon.isFinite, "ε is a distance")
    self.alpha = alpha
    self.epsilon = epsilon
  }

  /// The weight of the adversarial examples, 1 − α.
  public var adversarialWeight: Float { 1 - alpha }
}
