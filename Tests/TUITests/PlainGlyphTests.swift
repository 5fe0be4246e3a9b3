import Testing

@testable import TUI

@Suite struct PlainGlyphTests {
  private func text(_ string: String) -> String {
    var text = String.UnicodeScalarView()
    for scalar in string.unicodeScalars {
      switch PlainGlyph(scalar) {
      case .ascii(let character), .line(let character): text.append(character)
      }
    }
    return String(text)
  }

  @Test("printable ASCII stands for itself, control characters for nothing")
  func ascii() {
    for value in UInt8(0x20)..<0x7F {
      #expect(PlainGlyph(Unicode.Scalar(value)) == .ascii(Unicode.Scalar(value)))
    }
    for value in [UInt8(0), 0x1B, 0x7F] {
      #expect(PlainGlyph(Unicode.Scalar(value)) == .ascii("?"))
    }
  }

  @Test(
    "boxes are drawn in the VT100's letters",
    arguments: [
      ("╭─╮", "lqk"), ("│┼│", "xnx"), ("╰─╯", "mqj"), ("├┤┬┴", "tuwv"), ("┌┐└┘", "lkmj"),
      ("━┃┏┓┗┛┣┫┳┻╋", "qxlkmjtuwvn"), ("═║╔╗╚╝╠╣╦╩╬", "qxlkmjtuwvn"), ("┄┆╌╎╴╷", "qxqxqx"),
    ])
  func boxes(drawn: String, letters: String) {
    #expect(text(drawn) == letters)
    for scalar in drawn.unicodeScalars {
      guard case .line = PlainGlyph(scalar) else {
        Issue.record("\(scalar) is not a line")
        continue
      }
    }
  }

  @Test(
    "text stays readable",
    arguments: [
      ("ε_min η ∇J δ σ", "e_min n dJ d s"), ("‘naïve’ — “Ångström”…", "'naive' - \"Angstrom\"."),
      ("x₁ − 10²", "x1 - 102"), ("← → ↑ ↓ ↵", "< > ^ v <"), ("✓ ✗ ● ○ ■", "+ x * o #"),
      ("87 µs ≈ 9 × 9", "87 us ~ 9 x 9"),
    ])
  func texts(unicode: String, ascii: String) { #expect(text(unicode) == ascii) }

  @Test("a bar of blocks has more ink the longer it is")
  func blocks() {
    #expect(text("▏▎▍▌▋▊▉█") == ":||==###")
    #expect(text("▁▂▃▄▅▆▇█") == ".:-=+*%#")
    #expect(text("░▒▓█") == ".%##")
  }

  @Test(
    "dots of braille become marks at their height",
    arguments: [
      ("⠀", " "), ("⠁⠈⠉", "'''"), ("⠂⠒⠤", "---"), ("⡀⢀⣀", "..."), ("⡇⢸", "||"), ("⡈", ":"),
      ("⣿", "#"),
    ])
  func braille(dots: String, marks: String) { #expect(text(dots) == marks) }

  @Test("no character turns into a digit that it does not mean")
  func digits() {
    let meant = Set("⁰¹²³⁴⁵⁶⁷⁸⁹₀₁₂₃₄₅₆₇₈₉".unicodeScalars)
    for value in UInt32(0x80)..<0x3000 {
      guard let scalar = Unicode.Scalar(value), case .ascii(let standIn) = PlainGlyph(scalar)
      else { continue }
      #expect(standIn.isASCII)
      #expect(!("0"..."9").contains(standIn) || meant.contains(scalar), "\(scalar) → \(standIn)")
    }
  }
}
