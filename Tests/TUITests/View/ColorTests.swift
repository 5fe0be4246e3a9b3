import Engine
import Foundation
import Testing

@testable import TUI

@Suite("Colours")
struct ColorTests {
  private let theme = Theme(.dark)

  /// The style of the first letter of some words.
  private func style(of words: String, in buffer: Buffer, below row: Int = 0) -> Style? {
    buffer.position(of: words, from: Point(x: 0, y: row)).flatMap { buffer[$0.x, $0.y]?.style }
  }

  @Test("the label is green, with a tick; a wrong reading red, with a cross and the pointer")
  func bars() {
    let buffer = render(Fixtures.state(120, 36))
    let label = Fixtures.exploration.label
    #expect(style(of: "\(label) ✓", in: buffer)?.foreground == theme[.label])
    let now = Fixtures.exploration.ray.confidences(at: 0.0625)
    let reading = now.indices.max { now[$0] < now[$1] } ?? label
    #expect(reading != label, "the fixture is misread")
    let pointer = buffer.position(of: "▸ \(reading) ✗")
    #expect(pointer != nil)
    if let pointer {
      #expect(buffer[pointer.x, pointer.y]?.style.foreground == theme[.wrong])
      let bar = buffer[pointer.x + 7, pointer.y]
      #expect(bar?.glyph == "█")
      #expect(bar?.style.foreground == theme[.wrong])
    }
    #expect(style(of: "reads \(reading) ✗", in: buffer)?.foreground == theme[.wrong])
  }

  @Test("a right reading is green")
  func right() {
    var state = Fixtures.state(120, 36)
    state.explore.epsilon = 0
    let buffer = render(state)
    let label = Fixtures.exploration.label
    #expect(style(of: "▸ \(label) ✓", in: buffer)?.foreground == theme[.label])
    #expect(style(of: "reads \(label) ✓", in: buffer)?.foreground == theme[.label])
    #expect(!buffer.text.contains("✗"))
  }

  @Test("ε is amber, ε_min red, on the slider and in numbers")
  func epsilon() {
    let buffer = render(Fixtures.state(120, 36))
    #expect(style(of: "●", in: buffer)?.foreground == theme[.epsilon])
    #expect(style(of: "┃", in: buffer)?.foreground == theme[.wrong])
    #expect(style(of: "ε 0.0625", in: buffer)?.foreground == theme[.epsilon])
    #expect(style(of: "ε_min", in: buffer)?.foreground == theme[.wrong])
  }

  @Test("what can be pressed is blue")
  func pressable() {
    let buffer = render(Fixtures.state(120, 36))
    #expect(style(of: "? help", in: buffer)?.foreground == theme[.pressable])
    #expect(style(of: "1 Explore", in: buffer)?.background == theme[.pressable])
    #expect(style(of: "2 Train", in: buffer)?.foreground == theme[.pressable])
  }

  @Test("words have a contrast of 4.5 at least, in both themes", arguments: ThemeName.allCases)
  func contrast(_ name: ThemeName) {
    let theme = Theme(name)
    for role in Theme.Role.allCases where role != .frame {
      let ratio = Self.contrast(theme[role], theme.background)
      #expect(ratio >= 4.5, "\(role) has \(ratio)")
    }
  }

  @Test("no two meanings share a colour", arguments: ThemeName.allCases)
  func distinct(_ name: ThemeName) {
    let theme = Theme(name)
    let colors = Theme.Role.allCases.map { theme[$0] }
    #expect(Set(colors).count == colors.count)
    let accents: [Theme.Role] = [.epsilon, .label, .wrong, .pressable, .training]
    #expect(Set(accents.map { theme[$0].fallback }).count == accents.count)
  }

  @Test(
    "on eight colours nothing has the colour that it is painted on", arguments: ThemeName.allCases)
  func eight(_ name: ThemeName) {
    let theme = Theme(name, colors: .ansi8)
    for role in Theme.Role.allCases {
      #expect(theme[role].fallback.rawValue % 8 != theme.background.fallback.rawValue % 8)
    }
  }

  @Test("the theme paints the whole screen", arguments: ThemeName.allCases)
  func background(_ name: ThemeName) {
    var state = AppState(size: Size(width: 80, height: 24), capabilities: .full)
    state.theme = name
    let buffer = render(state)
    let theme = Theme(name)
    let others = buffer.cells.filter {
      $0.style.background != theme.background && $0.style.background != theme[.pressable]
    }
    #expect(others.isEmpty)
  }

  @Test("without colours label and reading are still told apart")
  func monochrome() {
    let label = Fixtures.exploration.label
    let text = render(Fixtures.state(120, 36, .explore, Fixtures.ascii)).text
    #expect(text.contains("\(label) +"))
    #expect(text.contains("label \(label)"))
    #expect(text.contains(" x "))
    #expect(text.contains("[1 Explore]"))
  }

  /// The contrast of the Web Content Accessibility Guidelines, from 1 to 21.
  private static func contrast(_ a: Color, _ b: Color) -> Double {
    let (light, dark) = (max(luminance(a), luminance(b)), min(luminance(a), luminance(b)))
    return (light + 0.05) / (dark + 0.05)
  }

  private static func luminance(_ color: Color) -> Double {
    func linear(_ byte: UInt8) -> Double {
      let value = Double(byte) / 255
      return value <= 0.04045 ? value / 12.92 : pow((value + 0.055) / 1.055, 2.4)
    }
    return 0.2126 * linear(color.red) + 0.7152 * linear(color.green) + 0.0722 * linear(color.blue)
  }
}
