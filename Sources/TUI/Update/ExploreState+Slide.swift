extension ExploreState {
  /// Moves ε by small steps, onto the grid of them.
  mutating func slide(by steps: Float) {
    let position = (epsilon / step).rounded() + steps
    epsilon = (position * step).clamped(to: 0...scale)
  }

  /// Puts ε at a fraction of its range, on the grid of small steps.
  mutating func slide(toFraction fraction: Float) {
    epsilon = ((fraction.clamped(to: 0...1) * Self.steps).rounded() * step).clamped(to: 0...scale)
  }

  /// Takes the next narrower range, or the next wider one; ε stays where it can.
  mutating func zoom(by direction: Int) {
    let current = Self.scales.firstIndex(of: scale) ?? 2
    scale = Self.scales[(current - direction).clamped(to: 0...Self.scales.count - 1)]
    epsilon = min(epsilon, scale)
  }
}
