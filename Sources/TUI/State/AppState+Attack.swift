import Engine

/// An image under attack, as the Explore screen shows it.
struct ShownAttack: Sendable {
  /// The ε that the picture belongs to.
  var epsilon: Float
  /// Whether it is not what is wanted yet, but the nearest to it that is known.
  var isLate = false
  /// `[pixels]`.
  var image: [Float]
  /// What is drawn of the perturbation, `[pixels]`: ∇ₓJ of a ray, elsewhere the change x′ − x.
  var change: [Float]
  /// `[classes]`.
  var confidences: [Float]
}

/// What is wanted of an attack for every ε of the slider.
struct CurveWish: Equatable, Sendable {
  var index: Int
  var attack: AttackChoice
  var isClipped: Bool
  /// The ε that is looked at.
  var epsilon: Float
  /// The end of its range.
  var end: Float
}

extension AppState {
  /// The norm of the ε that keys slide: that of the attack on Explore; elsewhere there is the ray.
  var slidNorm: Norm { screen == .explore ? explore.norm : .linf }

  /// The attack that Explore shows instead of the ray; on other screens there is none.
  var shownChoice: AttackChoice? { screen == .explore ? explore.attack : nil }

  /// What is wanted of an attack; `nil` where the ray is all there is to show.
  var curveWish: CurveWish? {
    guard let attack = shownChoice, model != nil, case .ready(_, let count) = data, count > 0 else {
      return nil
    }
    let slider = explore[attack.norm]
    return CurveWish(
      index: explore.index, attack: attack, isClipped: explore.isClipped, epsilon: slider.epsilon,
      end: slider.scale)
  }

  /// The curve of the attack and the image that are shown; that of another image never is.
  var shownCurve: AttackCurve? {
    guard let curve = explore.curve, let attack = shownChoice, curve.choice == attack,
      curve.index == explore.exploration?.index, curve.isClipped == explore.isClipped
    else { return nil }
    return curve
  }

  /// The image under attack; `nil` while nothing is known of it.
  ///
  /// Where the attack has not been made within ε yet, it is what the attack came to at the nearest ε
  /// there is, or the image as it is, each under its own ε.
  var shownAttack: ShownAttack? {
    guard let exploration = explore.exploration else { return nil }
    guard let attack = shownChoice else {
      let epsilon = explore.epsilon
      return ShownAttack(
        epsilon: epsilon, image: exploration.ray.image(at: epsilon), change: exploration.gradient,
        confidences: exploration.ray.confidences(at: epsilon))
    }
    let epsilon = explore[attack.norm].epsilon
    guard let curve = shownCurve, let point = curve.point(nearest: epsilon) else {
      let pixels = exploration.ray.image.values
      return ShownAttack(
        epsilon: 0, isLate: true, image: pixels, change: pixels.map { _ in 0 },
        confidences: exploration.confidences)
    }
    let isHere = curve.point(at: epsilon) != nil
    return ShownAttack(
      epsilon: isHere ? epsilon : point.epsilon, isLate: !isHere || isCurveLate,
      image: point.image, change: curve.perturbation(at: point), confidences: point.confidences)
  }

  /// Whether the curve that is shown is that of a model from before; in training, which it follows as
  /// fast as the attack allows, that is taken for granted.
  var isCurveLate: Bool {
    !followsTraining && shownCurve.map { $0.modelVersion != model?.version } ?? false
  }

  /// Whether the model changes all the time, and curves with it.
  var followsTraining: Bool { train.progress?.phase == .running }
}
