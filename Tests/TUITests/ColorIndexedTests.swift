import Engine
import Testing

@testable import TUI

@Suite struct ColorIndexedTests {
  @Test("each of xterm's colours is its own index")
  func fixedPoints() {
    for index in 16...255 {
      let (red, green, blue) = Color.components(ofIndexed: index)
      #expect(Int(Color(red, green, blue).indexed) == index)
    }
  }

  @Test(
    "the corners and steps of the palette are xterm's",
    arguments: [
      (16, 0, 0, 0), (21, 0, 0, 255), (46, 0, 255, 0), (59, 95, 95, 95), (196, 255, 0, 0),
      (208, 255, 135, 0), (231, 255, 255, 255), (232, 8, 8, 8), (255, 238, 238, 238),
    ])
  func palette(index: Int, red: Int, green: Int, blue: Int) {
    #expect(Color.components(ofIndexed: index) == (red, green, blue))
  }

  @Test("no other colour is nearer")
  func nearest() {
    var generator = SeededGenerator(seed: 9)
    for _ in 0..<2000 {
      let channels = (0..<3).map { _ in Int.random(in: 0...255, using: &generator) }
      let color = Color(channels[0], channels[1], channels[2])
      let least = (16...255).map { color.distance(toIndexed: $0) }.min()
      #expect(color.distance(toIndexed: Int(color.indexed)) == least)
    }
  }

  @Test("greys stay grey, in their order, and at most nine steps off")
  func greys() {
    var previous = 0
    for value in 0...255 {
      let (red, green, blue) = Color.components(ofIndexed: Int(Color(value, value, value).indexed))
      #expect(red == green && green == blue)
      #expect(red >= previous)
      #expect(abs(red - value) <= 9)
      previous = red
    }
  }
}

extension Color {
  fileprivate init(_ red: Int, _ green: Int, _ blue: Int) {
    self.init(UInt8(red), UInt8(green), UInt8(blue), fallback: .white)
  }
}
