/// The strongest image of those that an attack asked about.
struct StrongestImage {
  /// `[pixels]`.
  var pixels: [Float]
  /// `[classes]`.
  var confidences: [Float]
  /// Which class it is read as: that of the largest score.
  var reading: Int
  /// How far the scores are ahead of where the attack would fail, in score units: `AttackLoss.margin`.
  var margin: Float
  /// Whether it is read as the attacker wants.
  var isAdversarial: Bool
}

extension AttackRun {
  /// The strongest image within the ball of all that the attack asks about: the one with the largest
  /// margin, the image as it is among them; the first of equals.
  ///
  /// Unlike a run that is to count what falls, the attack goes on to its end after it has succeeded.
  /// Labels are those given.
  ///
  /// - Parameters:
  ///   - image: `[1, pixels]`, in 0…1.
  ///   - isCancelled: Asked before every question to the model.
  /// - Throws: `AttackCancelled`; what was found by then is not told.
  /// - Precondition: `check` lets the attack be made on the model.
  func strongest(
    _ model: any Classifier, _ image: Matrix, label: Int, _ generator: inout SeededGenerator,
    _ isCancelled: @escaping @Sendable () -> Bool
  ) throws(AttackCancelled) -> StrongestImage {
    let target = goal.target(label: label, classes: model.classes)
    func judged(_ scores: ArraySlice<Float>, _ pixels: @autoclosure () -> [Float])
      -> StrongestImage
    {
      let row = Matrix(row: Array(scores))
      let reading = row.argmaxOfRows()[0]
      return StrongestImage(
        pixels: pixels(), confidences: softmax(row).values, reading: reading,
        margin: AttackLoss.margin(of: scores, label: label, target: target),
        isAdversarial: target.map { reading == $0 } ?? (reading != label))
    }
    var strongest = judged(model.logits(image).row(0), image.values)
    guard threat.epsilon > 0 else { return strongest }
    let kind = type(of: attack)
    var search = AdversarialSearch(
      model, images: image, labels: [label], targets: target.map { [$0] }, threat: threat,
      aim: kind.aim, access: kind.access, keepsFallen: true, isCancelled: isCancelled,
      observe: { observation in
        for row in 0..<observation.images.rows {
          let (scores, pixels) = (observation.scores.row(row), observation.images.row(row))
          guard AttackLoss.margin(of: scores, label: label, target: target) > strongest.margin,
            threat.allowedSize(of: pixels, from: image.row(0)) != nil
          else { continue }
          strongest = judged(scores, Array(pixels))
        }
      })
    try attack.run(&search, using: &generator)
    return strongest
  }
}
