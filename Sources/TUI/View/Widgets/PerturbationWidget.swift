import Engine

/// The sign of a gradient, brighter where the gradient is larger: red is +, blue is −.
struct PerturbationWidget {
  /// ∇ₓJ, `[channels, height, width]`.
  var gradient: [Float]
  var shape: ImageShape

  func draw(in area: Rect, on buffer: inout Buffer, _ look: Look) {
    guard !area.isEmpty else { return }
    let grid = PixelGrid(strengths, shape)
    let theme = look.theme
    if look.hasHalfBlocks {
      // Between + and − there is no middle: an enlarged picture repeats pixels.
      grid.drawHalfBlocks(in: area, on: &buffer, empty: theme.pictureBlack, isBlended: false) {
        value in
        Self.color(value, theme, isIndexed: look.capabilities.colors == .indexed256)
      }
    } else {
      let shaded = look.unicode && look.hasColors
      grid.drawCharacters(in: area, on: &buffer) { value in
        let style = Style(
          value > 0 ? theme.positive : theme.negative, on: look.pictureBackground,
          bold: abs(value) > 0.5)
        return Cell(Self.glyph(value, shaded: shaded), style)
      }
    }
  }

  /// From black to red for what is above 0, to blue for what is below.
  static func color(_ value: Float, _ theme: Theme, isIndexed: Bool) -> Color {
    guard isIndexed else {
      return theme.pictureBlack.mixed(
        with: value > 0 ? theme.positive : theme.negative, abs(value))
    }
    let ramp = value > 0 ? reds : blues
    let step = Int((min(abs(value), 1) * Float(ramp.count)).rounded())
    return step > 0 ? ramp[step - 1] : theme.pictureBlack
  }

  // The 256 colours have few dark ones: the nearest to a dark red would be a brown, to a dark blue
  // a grey. These are among them.
  private static let reds = [
    (95, 0, 0), (135, 0, 0), (175, 0, 0), (215, 0, 0), (255, 95, 95),
  ].map { Color($0.0, $0.1, $0.2, fallback: .brightRed) }
  private static let blues = [
    (0, 0, 95), (0, 0, 135), (0, 0, 215), (0, 95, 255), (95, 135, 255),
  ].map { Color($0.0, $0.1, $0.2, fallback: .brightBlue) }

  private static func glyph(_ value: Float, shaded: Bool) -> Unicode.Scalar {
    if shaded { return ImageWidget.glyph(abs(value) * 1.2, unicode: true) }
    return abs(value) < 0.12 ? " " : value > 0 ? "+" : "-"
  }

  /// The sign of each value times its brightness: at least a quarter, one where the gradient is as
  /// large as its largest fiftieth.
  private var strengths: [Float] {
    let sizes = gradient.lazy.map { abs($0) }.sorted()
    let top = sizes.isEmpty ? 0 : sizes[sizes.count * 49 / 50]
    return gradient.map { value in
      guard value != 0, value.isFinite else { return 0 }
      let share = top > 0 ? min(1, abs(value) / top) : 1
      let strength = 0.25 + 0.75 * share.squareRoot()
      return value > 0 ? strength : -strength
    }
  }
}
