import Engine
import Testing

@testable import TUI

@Suite struct BufferChangesTests {
  /// A screen of few styles and glyphs, so that two of them often agree.
  private static func random(_ size: Size, _ generator: inout SeededGenerator) -> Buffer {
    let styles = [Style(.white, on: .black), Style(.amber, on: .black)]
    var buffer = Buffer(size, filledWith: styles[0])
    for y in 0..<size.height {
      for x in 0..<size.width {
        let glyph: Unicode.Scalar = Bool.random(using: &generator) ? "a" : "█"
        buffer[x, y] = Cell(glyph, styles[Int.random(in: 0...1, using: &generator)])
      }
    }
    return buffer
  }

  @Test(
    "writing the changes over the old buffer gives the new one",
    arguments: [Size(width: 0, height: 0), Size(width: 1, height: 1), Size(width: 37, height: 11)])
  func changesLeadToNew(size: Size) {
    var generator = SeededGenerator(seed: 7)
    for _ in 0..<20 {
      let old = Self.random(size, &generator)
      let new = Self.random(size, &generator)
      var result = old
      for run in new.changes(since: old) {
        for (offset, cell) in run.cells.enumerated() {
          #expect(cell.style == run.style)
          #expect(result[run.origin.x + offset, run.origin.y] != cell, "an unchanged cell in a run")
          result[run.origin.x + offset, run.origin.y] = cell
        }
      }
      #expect(result == new)
    }
  }

  @Test("a buffer has not changed since itself")
  func noChanges() {
    var generator = SeededGenerator(seed: 8)
    let buffer = Self.random(Size(width: 20, height: 5), &generator)
    #expect(buffer.changes(since: buffer).isEmpty)
  }

  @Test("neighbours of one style make one run, and rows are apart")
  func runs() {
    let plain = Style(.white, on: .black)
    let old = Buffer(Size(width: 6, height: 2), filledWith: plain)
    var new = old
    new.write("ab", x: 1, y: 0, plain)
    new.write("c", x: 3, y: 0, Style(.amber, on: .black))
    new.write("d", x: 5, y: 0, plain)
    new.write("e", x: 0, y: 1, plain)
    let runs = new.changes(since: old)
    #expect(runs.map(\.origin) == [(1, 0), (3, 0), (5, 0), (0, 1)].map { Point(x: $0.0, y: $0.1) })
    #expect(runs.map(\.cells.count) == [2, 1, 1, 1])
  }

  @Test("after a change of size, or from nothing, every cell is a change")
  func everything() {
    let plain = Style(.white, on: .black)
    let buffer = Buffer(Size(width: 6, height: 2), filledWith: plain)
    let other = Buffer(Size(width: 2, height: 6), filledWith: plain)
    #expect(buffer.changes(since: other).map(\.cells.count) == [6, 6])
    #expect(buffer.changes().map(\.cells.count) == [6, 6])
  }

  @Test("the commonest background is that of most cells")
  func commonestBackground() {
    var buffer = Buffer(Size(width: 4, height: 4), filledWith: Style(.white, on: .black))
    buffer.fill(Rect(x: 0, y: 0, width: 4, height: 1), Style(.black, on: .amber))
    #expect(buffer.commonestBackground == .black)
    buffer.fill(Rect(x: 0, y: 0, width: 4, height: 3), Style(.black, on: .amber))
    #expect(buffer.commonestBackground == .amber)
    #expect(
      Buffer(Size(width: 0, height: 0), filledWith: buffer.cells[0].style)
        .commonestBackground == nil)
  }
}
