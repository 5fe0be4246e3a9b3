/// Differential evolution, variant rand/1 without crossover: a population of vectors that improves by
/// adding differences of its own members.
///
/// The child in each place is a + F·(b − c), with a, b and c drawn from the whole population, all
/// different and other than the one in that place, whose place it takes where it is fitter. All its
/// numbers come from that sum: where a child keeps some numbers of the one whose place it may take
/// (crossover), a change of a pixel's place and value falls apart.
///
/// Source: Storn and Price, *Differential Evolution*, 1997, section 2, without its equation 4; Su et
/// al., *One Pixel Attack for Fooling Deep Neural Networks*, 2019, equation 3.
struct DifferentialEvolution: Equatable, Sendable {
  /// `[members, numbers]`.
  private(set) var members: Matrix
  /// How fit each member is, `[members]`; larger is fitter.
  private(set) var fitness: [Float]
  /// F, how much of the difference is added.
  let weight: Float

  /// - Precondition: There are at least 4 members.
  init(_ members: Matrix, fitness: [Float], weight: Float) {
    precondition(members.rows >= 4 && fitness.count == members.rows, "three others for each member")
    self.members = members
    self.fitness = fitness
    self.weight = weight
  }

  /// A child for each place, `[members, numbers]`.
  func children(using generator: inout SeededGenerator) -> Matrix {
    var children = members
    for place in 0..<members.rows {
      let (a, b, c) = threeOthers(than: place, using: &generator)
      for column in 0..<members.columns {
        children[place, column] =
          members[a, column] + weight * (members[b, column] - members[c, column])
      }
    }
    return children
  }

  /// Lets each child that is fitter take its place.
  mutating func select(_ children: Matrix, fitness: [Float]) {
    for place in 0..<members.rows where fitness[place] > self.fitness[place] {
      self.fitness[place] = fitness[place]
      for column in 0..<members.columns { members[place, column] = children[place, column] }
    }
  }

  private func threeOthers(
    than place: Int, using generator: inout SeededGenerator
  ) -> (Int, Int, Int) {
    var chosen = [place]
    while chosen.count < 4 {
      let candidate = Int.random(in: 0..<members.rows, using: &generator)
      if !chosen.contains(candidate) { chosen.append(candidate) }
    }
    return (chosen[1], chosen[2], chosen[3])
  }
}
