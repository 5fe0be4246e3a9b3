/// How to draw: the colours, and what the terminal can show.
struct Look: Sendable {
  let theme: Theme
  let capabilities: Capabilities

  init(_ name: ThemeName, _ capabilities: Capabilities) {
    theme = Theme(name, colors: capabilities.colors)
    self.capabilities = capabilities
  }

  var unicode: Bool { capabilities.unicode }
  var hasColors: Bool { capabilities.colors != .none }
  /// Whether pictures are drawn as half blocks, two pixels a cell.
  var hasHalfBlocks: Bool { capabilities.unicode && capabilities.hasShades }

  /// What pictures of characters are painted on: without colours, a background of their own would
  /// be shown reversed.
  var pictureBackground: Color { hasColors ? theme.pictureBlack : theme.background }

  func style(_ role: Theme.Role, bold: Bool = false) -> Style { theme.style(role, bold: bold) }

  /// A word in a role's colour.
  func text(_ words: String, _ role: Theme.Role = .text, bold: Bool = false) -> StyledText {
    StyledText(words, theme.style(role, bold: bold))
  }

  /// For bars: duller than a role's colour itself, so that curves and numbers stand out.
  func quietStyle(_ role: Theme.Role) -> Style {
    guard capabilities.hasShades else { return style(role) }
    return Style(theme[role].mixed(with: theme.background, 0.5), on: theme.background)
  }

  // Words that have another spelling where there are no Greek letters.
  var epsilon: String { unicode ? "ε" : "eps" }
  var minimalEpsilon: String { unicode ? "ε_min" : "eps_min" }
  var perturbation: String { unicode ? "η = sign ∇J" : "eta = sign dJ/dx" }
  var perturbationShort: String { unicode ? "η" : "eta" }
  var adversarialImage: String { unicode ? "x + εη" : "x + eps eta" }
  /// An image that some attack has made, and what it has changed.
  var attackedImage: String { unicode ? "x′" : "x'" }
  var change: String { unicode ? "x′ − x" : "x' - x" }
  /// A sentence without Greek letters where there are none.
  func spelled(_ words: String) -> String {
    unicode
      ? words
      : words.split(separator: "ε", omittingEmptySubsequences: false)
        .joined(separator: epsilon)
  }

  /// What stands for a figure that is not known yet.
  var unknown: String { unicode ? "…" : "..." }
  var rightMark: String { unicode ? "✓" : "+" }
  var wrongMark: String { unicode ? "✗" : "x" }
  var pointer: String { unicode ? "▸" : ">" }
}
