/// A track with a knob, and ticks at values that matter.
struct Slider {
  /// Where the knob is, 0…1.
  var fraction: Double
  /// Where the tick is; `nil` where there is none on the track.
  var tick: Double?
  /// Further ticks, with what stands for each; where two meet, the plain one stands for both.
  var letters: [(fraction: Double, glyph: Unicode.Scalar)] = []

  /// The column of a place on a track, from its left end.
  static func column(of fraction: Double, width: Int) -> Int {
    guard width > 1, fraction.isFinite else { return 0 }
    return Int((min(max(fraction, 0), 1) * Double(width - 1)).rounded())
  }

  /// The place that a column stands for; the inverse of `column(of:width:)`.
  static func fraction(at column: Int, width: Int) -> Double {
    width > 1 ? min(max(Double(column) / Double(width - 1), 0), 1) : 0
  }

  func draw(in track: Rect, on buffer: inout Buffer, _ look: Look) {
    guard !track.isEmpty else { return }
    let knob = Self.column(of: fraction, width: track.width)
    let (done, rest): (Unicode.Scalar, Unicode.Scalar) = look.unicode ? ("━", "─") : ("=", "-")
    for column in 0..<track.width {
      let isDone = column < knob
      buffer[track.x + column, track.y] = Cell(
        isDone ? done : rest, look.style(isDone ? .epsilon : .frame))
    }
    let plain: Unicode.Scalar = look.unicode ? "┃" : "|"
    var ticks: [Int: Unicode.Scalar] = [:]
    if let tick { ticks[Self.column(of: tick, width: track.width)] = plain }
    for letter in letters {
      ticks.merge([(Self.column(of: letter.fraction, width: track.width), letter.glyph)]) { _, _ in
        plain
      }
    }
    for (column, glyph) in ticks {
      buffer[track.x + column, track.y] = Cell(glyph, look.style(.wrong, bold: true))
    }
    buffer[track.x + knob, track.y] = Cell(
      look.unicode ? "●" : "O", look.style(.epsilon, bold: true))
  }
}
