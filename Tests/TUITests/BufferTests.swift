import Testing

@testable import TUI

private let plain = Style(.white, on: .black)
private let accent = Style(.amber, on: .black, bold: true)

@Suite struct BufferTests {
  @Test(
    "drawing outside a buffer does nothing",
    arguments: [Size(width: 0, height: 0), Size(width: 1, height: 1), Size(width: 7, height: 3)])
  func drawingOutside(size: Size) {
    let blank = Buffer(size, filledWith: plain)
    var buffer = blank
    for point in [(-1, 0), (0, -1), (size.width, 0), (0, size.height), (1000, 1000)] {
      buffer[point.0, point.1] = Cell("x", accent)
      #expect(buffer[point.0, point.1] == nil)
    }
    buffer.write("text", x: 0, y: size.height, accent)
    buffer.write("text", x: size.width, y: 0, accent)
    buffer.write("text", x: -4, y: 0, accent)
    buffer.fill(Rect(x: size.width, y: 0, width: 5, height: 5), accent)
    buffer.fill(Rect(x: -5, y: -5, width: 5, height: 5), accent)
    #expect(buffer == blank)
  }

  @Test("a negative size is an empty one")
  func negativeSize() {
    #expect(Buffer(Size(width: -3, height: 4), filledWith: plain).cells.isEmpty)
  }

  @Test("text that crosses an edge is cut there")
  func textAcrossEdges() {
    var buffer = Buffer(Size(width: 4, height: 1), filledWith: plain)
    buffer.write("abcdef", x: -1, y: 0, plain)
    #expect(buffer.row(0) == "bcde")
  }

  @Test("text takes no more columns than its limit, and tells where it ended")
  func textLimit() {
    var buffer = Buffer(Size(width: 8, height: 1), filledWith: plain)
    #expect(buffer.write("abcdef", x: 1, y: 0, plain, limit: 3) == 4)
    #expect(buffer.row(0) == " abc    ")
  }

  @Test(
    "what is not one column wide becomes a question mark",
    arguments: ["\u{7}", "\u{1B}", "\u{301}", "漢", "😀", "\u{200B}", "\u{AD}"])
  func oddCharacters(text: String) {
    var buffer = Buffer(Size(width: 3, height: 1), filledWith: plain)
    buffer.write("a\(text)", x: 0, y: 0, plain, limit: 2)
    #expect(buffer.row(0) == "a? ")
  }

  @Test("filling touches exactly the cells of the rectangle")
  func filling() {
    var buffer = Buffer(Size(width: 6, height: 5), filledWith: plain)
    let area = Rect(x: 2, y: 1, width: 9, height: 2)
    buffer.fill(area, accent)
    for y in 0..<5 {
      for x in 0..<6 {
        #expect((buffer[x, y]?.style == accent) == area.contains(Point(x: x, y: y)))
      }
    }
  }

  @Test("a rectangle is never of negative size, and its splits make it up")
  func rectangles() {
    #expect(Rect(x: 1, y: 1, width: 3, height: 2).inset(2, 2).isEmpty)
    let area = Rect(x: 3, y: 4, width: 10, height: 6)
    for count in [-1, 0, 4, 10, 99] {
      let (top, below) = area.split(top: count)
      #expect(top.height + below.height == area.height && top.bottom == below.y)
      let (left, right) = area.split(left: count)
      #expect(left.width + right.width == area.width && left.right == right.x)
    }
  }
}

extension Color {
  static let black = Color(16, 16, 20, fallback: .black)
  static let white = Color(208, 208, 214, fallback: .white)
  static let amber = Color(245, 185, 75, fallback: .brightYellow)
}
