import Testing

@testable import TUI

@Suite struct InkTests {
  private let normal = Style(.white, on: .black)
  private let highlight = Style(.black, on: .amber, bold: true, underline: true)

  @Test("without colours a highlight is reversed, and attributes stay")
  func monochrome() {
    #expect(Ink(normal, colors: .none, base: .black).attributes == [])
    let attributes = Ink(highlight, colors: .none, base: .black).attributes
    #expect(attributes == [.bold, .underline, .reverse])
    #expect(Ink(normal, colors: .none, base: .amber).attributes == [.reverse])
  }

  @Test("with colours nothing is reversed", arguments: Capabilities.Colors.allCases)
  func colored(colors: Capabilities.Colors) {
    guard colors != .none else { return }
    #expect(Ink(highlight, colors: colors, base: .black).attributes == [.bold, .underline])
  }

  @Test("small palettes show the stand-ins, eight colours without their bright halves")
  func fallbacks() {
    #expect(Ink(highlight, colors: .ansi16, base: nil).background == 11)
    #expect(Ink(highlight, colors: .ansi8, base: nil).background == 3)
    let dim = Style(Color(88, 88, 98, fallback: .brightBlack), on: .black)
    #expect(Ink(dim, colors: .ansi16, base: nil).foreground == 8)
    #expect(Ink(dim, colors: .ansi8, base: nil).foreground == 7, "black on black is not legible")
  }

  @Test(
    "two colours that a small palette would merge stay apart",
    arguments: ANSIColor.all, [Capabilities.Colors.ansi8, .ansi16])
  func legible(color: ANSIColor, colors: Capabilities.Colors) {
    let style = Style(Color(1, 2, 3, fallback: color), on: Color(200, 2, 3, fallback: color))
    let ink = Ink(style, colors: colors, base: nil)
    #expect(ink.foreground != ink.background)
    let same = Style(style.background, on: style.background)
    let block = Ink(same, colors: colors, base: nil)
    #expect(block.foreground == block.background)
  }

  @Test("256 colours go by index, direct colour by red, green and blue")
  func large() {
    #expect(Ink(normal, colors: .indexed256, base: nil).foreground == Int32(Color.white.indexed))
    #expect(Ink(normal, colors: .direct, base: nil).foreground == 0xD0D0D6)
  }

  @Test("direct colours never fall among the numbers of the palette", arguments: UInt8(0)..<12)
  func directBlues(blue: UInt8) {
    let color = Color(0, 0, blue, fallback: .black)
    #expect(Ink(Style(color, on: color), colors: .direct, base: nil).foreground >= 8)
  }
}

extension ANSIColor {
  fileprivate static let all = (UInt8(0)..<16).compactMap(ANSIColor.init)
}
