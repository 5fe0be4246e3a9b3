extension AdversarialSearch {
  /// Projected gradient ascent: steps up a loss, each brought back to what the attacker may make.
  ///
  /// Every iterate is judged, the starts and the last one too; images leave as soon as they have fallen,
  /// where that is enough.
  ///
  /// - Parameters:
  ///   - steps: How many steps it takes from each start.
  ///   - restarts: How many random starts it takes; with 0 it starts once, from the images themselves.
  ///   - move: Moves images, `[rows, pixels]`, along the gradients, `[rows, pixels]`, which it may
  ///     overwrite.
  mutating func ascend(
    steps: Int, restarts: Int, _ loss: AttackLoss, using generator: inout SeededGenerator,
    move: (_ images: inout Matrix, _ gradients: inout Matrix) -> Void
  ) throws(AttackCancelled) {
    for _ in 0..<max(1, restarts) where !isDone {
      var images = originals
      if restarts > 0 { images.moveRandomly(within: threat, using: &generator) }
      project(&images)
      try climb(from: images, steps, loss, move)
    }
  }

  private mutating func climb(
    from start: Matrix, _ steps: Int, _ loss: AttackLoss,
    _ move: (_ images: inout Matrix, _ gradients: inout Matrix) -> Void
  ) throws(AttackCancelled) {
    var images = start
    var gradients = Matrix(rows: images.rows, columns: images.columns)
    for _ in 0..<steps {
      _ = try lossGradient(at: images, of: loss, into: &gradients)
      if let rows = dropFallen() {
        images.keep(rows)
        gradients.keep(rows)
        if isDone { return }
      }
      move(&images, &gradients)
      project(&images)
    }
    _ = try scores(at: images)
    _ = dropFallen()
  }
}
