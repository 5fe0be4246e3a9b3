extension LineChart.Rule {
  /// Where the slider stands.
  static func epsilon(_ epsilon: Float, _ look: Look) -> Self {
    Self(epsilon, look.unicode ? "│" : "|", .epsilon, look)
  }

  /// Where the reading first turns wrong.
  static func minimalEpsilon(_ epsilon: Float, _ look: Look) -> Self {
    Self(epsilon, look.unicode ? "┊" : ":", .wrong, look)
  }

  private init(_ epsilon: Float, _ glyph: Unicode.Scalar, _ role: Theme.Role, _ look: Look) {
    let color = look.theme[role].mixed(with: look.theme.background, 0.35)
    self.init(x: Double(epsilon), glyph: glyph, style: Style(color, on: look.theme.background))
  }
}
