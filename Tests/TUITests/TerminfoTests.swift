import Testing

@testable import TUI

@Suite struct TerminfoTests {
  @Test(
    "padding marks are taken out of strings, and nothing else",
    arguments: [
      ("\u{1B}[m\u{F}$<2>", "\u{1B}[m\u{F}"), ("a$<5.5*/>b$<1>c", "abc"), ("$1<2>", "$1<2>"),
      ("$<5", "$<5"), ("", ""),
    ])
  func padding(string: String, plain: String) {
    #expect(Terminfo.withoutPadding(Array(string.utf8)) == Array(plain.utf8))
  }

  @Test(
    "descriptions with more colours are looked for by name",
    arguments: [
      ("xterm-256color", ["xterm-direct"]), ("tmux-256color", ["tmux-direct"]),
      ("st", ["st-direct", "st-256color"]),
      ("xterm", ["xterm-direct", "xterm-256color"]), ("xterm-direct", []),
      ("xterm-kitty", ["xterm-kitty-direct", "xterm-direct", "xterm-kitty-256color"]),
    ])
  func variants(term: String, names: [String]) {
    #expect(Terminfo.variants(of: term) == names)
  }

  @Test("characters beyond ASCII take UTF-8 and a terminal that has them")
  func unicode() {
    for term in ["xterm", "xterm-256color", "tmux-256color", "vte-256color", "screen.xterm", "st"] {
      #expect(Terminfo.showsUnicode(codeset: "UTF-8", term: term))
      #expect(!Terminfo.showsUnicode(codeset: "ANSI_X3.4-1968", term: term))
    }
    for term in ["vt100", "vt220", "linux", "linux-16color", "ansi", "sun"] {
      #expect(!Terminfo.showsUnicode(codeset: "UTF-8", term: term))
    }
  }

  @Test("the first of the locale variables that is set decides on UTF-8")
  func locale() {
    #expect(UserLocale.namesUTF8(["LANG": "en_US.UTF-8"]))
    #expect(UserLocale.namesUTF8(["LC_ALL": "", "LC_CTYPE": "de_DE.utf8", "LANG": "C"]))
    #expect(!UserLocale.namesUTF8(["LC_ALL": "C", "LANG": "en_US.UTF-8"]))
    #expect(!UserLocale.namesUTF8([:]))
  }

  @Test("a kind of terminal without description is an error, and says which")
  func unknownTerm() {
    #expect(throws: TerminalError.termIsUnknown("no-such-terminal")) {
      try Terminfo.describing("no-such-terminal") {}
    }
  }

  @Test("errors tell what was found and what to do")
  func wording() {
    #expect(TerminalError.termIsUnknown("bogus").description.contains("“bogus”"))
    for error in [TerminalError.termIsUnset, .termIsUnknown("x"), .termCannotMoveCursor("x")] {
      #expect(error.description.hasPrefix("expected "))
      #expect(error.description.contains("TERM=xterm-256color potemkin"))
    }
  }
}
