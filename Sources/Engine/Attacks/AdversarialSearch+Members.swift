/// What an attack that is made of others needs.
extension AdversarialSearch {
  /// Lets another attack go on with the images that are left; it may ask for what it declares itself.
  ///
  /// - Precondition: It declares no more than the attack that it is part of.
  public mutating func run(
    _ member: some Attack, using generator: inout SeededGenerator
  ) throws(AttackCancelled) {
    let whole = access
    precondition(type(of: member).access <= whole, "a part may not know more than the whole")
    guard !isDone else { return }
    access = type(of: member).access
    defer { access = whole }
    try member.run(&self, using: &generator)
    _ = dropFallen()
  }

  /// Lets losses lead to one class after another, and goes on with the images that are left.
  ///
  /// They are the classes other than the label, from the one with the largest score for the image as
  /// it is; an attack with a target pursues it alone.
  ///
  /// - Parameters:
  ///   - count: How many classes, at most.
  ///   - body: Attacks the active images with each.
  public mutating func pursueClasses(
    _ count: Int, _ body: (inout Self) throws(AttackCancelled) -> Void
  ) throws(AttackCancelled) {
    guard targets == nil else { return try body(&self) }
    let scores = try scores(at: originals)
    // Rows move up as images leave; their places in the search stay.
    var ranking: [Int: [Int]] = [:]
    for (row, index) in active.enumerated() {
      ranking[index] = places(of: classes, largestOf: scores.row(row)).filter { $0 != labels[row] }
    }
    defer { pursued = nil }
    for rank in 0..<min(count, classes - 1) where !isDone {
      pursued = active.map { ranking[$0]?[rank] ?? 0 }
      try body(&self)
      _ = dropFallen()
    }
  }
}
