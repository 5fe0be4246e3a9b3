/// Dots, two across and four down in each cell, that lines can be drawn with.
struct BrailleCanvas {
  /// In cells.
  let width: Int
  let height: Int
  /// Which dots of each cell are set, in the bits of Unicode's braille block.
  private var dots: [UInt8]
  /// Which pen last drew in each cell.
  private var pens: [Int]

  init(width: Int, height: Int) {
    self.width = max(0, width)
    self.height = max(0, height)
    dots = Array(repeating: 0, count: self.width * self.height)
    pens = Array(repeating: 0, count: self.width * self.height)
  }

  /// The size in dots.
  var dotWidth: Int { width * 2 }
  var dotHeight: Int { height * 4 }

  /// The bits of the dots of a cell, row after row.
  private static let bits: [[UInt8]] = [[0x01, 0x08], [0x02, 0x10], [0x04, 0x20], [0x40, 0x80]]

  /// Sets one dot; outside does nothing.
  mutating func set(_ x: Int, _ y: Int, pen: Int) {
    guard x >= 0, y >= 0, x < dotWidth, y < dotHeight else { return }
    let cell = y / 4 * width + x / 2
    dots[cell] |= Self.bits[y % 4][x % 2]
    pens[cell] = pen
  }

  /// Sets the dots of a line between two others, both included; of a dotted one, every third.
  mutating func line(
    from start: (x: Int, y: Int), to end: (x: Int, y: Int), pen: Int, isDotted: Bool = false
  ) {
    let steps = max(abs(end.x - start.x), abs(end.y - start.y))
    guard steps > 0 else { return set(start.x, start.y, pen: pen) }
    for step in 0...steps {
      let share = Double(step) / Double(steps)
      let x = start.x + Int((Double(end.x - start.x) * share).rounded())
      let y = start.y + Int((Double(end.y - start.y) * share).rounded())
      if !isDotted || (x + y) % 3 == 0 { set(x, y, pen: pen) }
    }
  }

  /// What a cell shows; `nil` where no dot is set.
  func cell(_ x: Int, _ y: Int) -> (glyph: Unicode.Scalar, pen: Int)? {
    let bits = dots[y * width + x]
    guard bits != 0, let glyph = Unicode.Scalar(0x2800 + UInt32(bits)) else { return nil }
    return (glyph, pens[y * width + x])
  }
}
