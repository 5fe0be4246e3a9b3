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
        theme.pictureBlack.mixed(with: value > 0 ? theme.positive : theme.negative, abs(value))
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
