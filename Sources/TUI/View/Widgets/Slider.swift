/// A track with a knob, and a tick at a value that matters.
struct Slider {
  /// Where the knob is, 0…1.
  var fraction: Double
  /// Where the tick is; `nil` where there is none on the track.
  var tick: Double?

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
    if let tick {
      let column = Self.column(of: tick, width: track.width)
      buffer[track.x + column, track.y] = Cell(
        look.unicode ? "┃" : "|", look.style(.wrong, bold: true))
    }
    buffer[track.x + knob, track.y] = Cell(
      look.unicode ? "●" : "O", look.style(.epsilon, bold: true))
  }
}
