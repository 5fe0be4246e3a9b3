extension EpsilonSlider {
  /// Moves ε by small steps, onto the grid of them.
  mutating func slide(by steps: Float) {
    let position = (epsilon / step).rounded() + steps
    epsilon = (position * step).clamped(to: 0...scale)
  }

  /// Puts ε at a fraction of its range, on the grid of small steps.
  mutating func slide(toFraction fraction: Float) {
    let position = (fraction.clamped(to: 0...1) * scale / step).rounded()
    epsilon = (position * step).clamped(to: 0...scale)
  }

  /// Takes the next narrower range, or the next wider one; ε stays where it can.
  mutating func zoom(by direction: Int) {
    let scales = Self.scales(norm)
    let current = scales.firstIndex(of: scale) ?? 2
    scale = scales[(current - direction).clamped(to: 0...scales.count - 1)]
    epsilon = min(epsilon, scale)
  }
}
