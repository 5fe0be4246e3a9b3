extension PatternNetwork: ImageGenome {
  /// Outputs alone, each connected to all inputs.
  static func random(
    _ shape: ImageShape, using generator: inout SeededGenerator
  ) -> PatternNetwork {
    PatternNetwork(
      units: (0..<shape.channels).map { _ in
        Unit(
          function: .linear,
          connections: (0..<inputs).map { Connection(source: $0, weight: 3 * generator.normal()) })
      }, outputs: shape.channels)
  }

  /// A child whose weights differ a little, and at times its units and connections.
  func mutated(
    _ settings: FoolingSettings, round: Int, using generator: inout SeededGenerator
  ) -> PatternNetwork {
    var child = self
    child.changeWeights(using: &generator)
    if generator.uniform() < 0.1 { child.addUnit(using: &generator) }
    if generator.uniform() < 0.2 { child.addConnection(using: &generator) }
    if generator.uniform() < 0.1 { child.removeConnection(using: &generator) }
    if hidden > 0, generator.uniform() < 0.1 {
      let unit = Int.random(in: 0..<hidden, using: &generator)
      child.units[unit].function = Self.randomFunction(using: &generator)
    }
    return child
  }

  private mutating func changeWeights(using generator: inout SeededGenerator) {
    for unit in units.indices {
      for index in units[unit].connections.indices where generator.uniform() < 0.3 {
        units[unit].connections[index].weight += generator.normal()
      }
    }
  }

  /// Puts a new unit in the middle of a connection.
  mutating func addUnit(using generator: inout SeededGenerator) {
    let owner = Int.random(in: units.indices, using: &generator)
    guard let split = units[owner].connections.indices.randomElement(using: &generator) else {
      return
    }
    let place = min(owner, hidden)
    let source = units[owner].connections[split].source
    // What comes after the new unit is one further on.
    for unit in units.indices {
      for index in units[unit].connections.indices
      where units[unit].connections[index].source >= Self.inputs + place {
        units[unit].connections[index].source += 1
      }
    }
    units[owner].connections[split].source = Self.inputs + place
    units.insert(
      Unit(
        function: Self.randomFunction(using: &generator),
        connections: [Connection(source: source, weight: 1)]), at: place)
  }

  /// Connects a unit to an input or an earlier unit.
  mutating func addConnection(using generator: inout SeededGenerator) {
    let unit = Int.random(in: units.indices, using: &generator)
    let source = Int.random(in: 0..<Self.inputs + min(unit, hidden), using: &generator)
    guard !units[unit].connections.contains(where: { $0.source == source }) else { return }
    units[unit].connections.append(Connection(source: source, weight: generator.normal()))
  }

  mutating func removeConnection(using generator: inout SeededGenerator) {
    let unit = Int.random(in: units.indices, using: &generator)
    guard let index = units[unit].connections.indices.randomElement(using: &generator) else {
      return
    }
    units[unit].connections.remove(at: index)
  }

  private static func randomFunction(using generator: inout SeededGenerator) -> Function {
    Function.allCases[Int.random(in: 0..<Function.allCases.count, using: &generator)]
  }
}
