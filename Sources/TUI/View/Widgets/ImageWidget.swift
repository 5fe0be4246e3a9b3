import Engine

/// A picture in greys.
struct ImageWidget {
  /// `[channels, height, width]`; 0 is black, 1 white, and what lies outside saturates.
  var pixels: [Float]
  var shape: ImageShape

  func draw(in area: Rect, on buffer: inout Buffer, _ look: Look) {
    guard !area.isEmpty else { return }
    let grid = PixelGrid(pixels, shape)
    let theme = look.theme
    if look.hasHalfBlocks {
      grid.drawHalfBlocks(in: area, on: &buffer, empty: theme.pictureBlack) {
        theme.pictureBlack.mixed(with: theme.pictureWhite, $0)
      }
    } else {
      let style = Style(theme.pictureWhite, on: look.pictureBackground)
      grid.drawCharacters(in: area, on: &buffer) { value in
        Cell(Self.glyph(value, unicode: look.unicode), style)
      }
    }
  }

  private static let ramp = Array(" .:-=+*#%@".unicodeScalars)
  static let shades = Array(" ░▒▓█".unicodeScalars)

  /// A character with as much ink as a value between 0 and 1.
  static func glyph(_ value: Float, unicode: Bool) -> Unicode.Scalar {
    let ramp = unicode ? shades : ramp
    let share = min(max(value.isNaN ? 0 : value, 0), 1)
    return ramp[Int((share * Float(ramp.count - 1)).rounded())]
  }
}
