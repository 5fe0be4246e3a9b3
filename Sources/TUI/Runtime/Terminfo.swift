import CCurses

/// What terminfo says about the kind of terminal that is described at the moment.
enum Terminfo {
  /// Loads a description, asks about it, and drops it again.
  static func describing<Answer>(
    _ term: String, _ answer: () -> Answer
  ) throws(TerminalError) -> Answer {
    switch curses_describe(term) {
    case 1: break
    case 0: throw .termIsUnknown(term)
    default: throw .noDescriptions(term: term)
    }
    defer { curses_forget_description() }
    return answer()
  }

  /// The bytes of a capability, ready to be sent; empty when absent.
  static func bytes(_ capability: String) -> [UInt8] {
    guard let string = curses_string(capability) else { return [] }
    return withoutPadding(Array(String(cString: string).utf8))
  }

  /// The bytes that move the cursor to a cell.
  static func move(x: Int, y: Int) -> [UInt8] {
    guard let string = curses_cursor_address(Int32(x), Int32(y)) else { return [] }
    return withoutPadding(Array(String(cString: string).utf8))
  }

  /// A string without its marks for delays, such as `$<5/>`, which only slow terminals need.
  static func withoutPadding(_ string: [UInt8]) -> [UInt8] {
    var rest = string[...]
    var result: [UInt8] = []
    while let byte = rest.popFirst() {
      if byte == UInt8(ascii: "$"), rest.first == UInt8(ascii: "<"),
        let end = rest.firstIndex(of: UInt8(ascii: ">"))
      {
        rest = rest[(end + 1)...]
      } else {
        result.append(byte)
      }
    }
    return result
  }

  /// The names under which a terminal may be described with more colours, best first.
  ///
  /// `xterm-256color` gives `xterm-direct`; `xterm` gives `xterm-direct`, then `xterm-256color`.
  static func variants(of term: String) -> [String] {
    guard !term.hasSuffix("-direct") else { return [] }
    let suffix = "-256color"
    let plain = term.hasSuffix(suffix) ? String(term.dropLast(suffix.count)) : term
    let family = String(plain.prefix { $0 != "-" })
    var names: [String] = []
    for name in ["\(plain)-direct", "\(family)-direct", "\(plain)-256color"]
    where name != term && !names.contains(name) {
      names.append(name)
    }
    return names
  }

  /// Whether an environment promises red, green and blue, by the convention of COLORTERM.
  static func promisesDirectColor(_ colorTerm: String?) -> Bool {
    colorTerm == "truecolor" || colorTerm == "24bit"
  }

  /// Whether characters beyond ASCII can be shown.
  ///
  /// The locale has to be UTF-8, and the terminal none of the old kinds, nor a console whose font
  /// lacks the blocks and dots that screens are made of.
  static func showsUnicode(codeset: String, term: String) -> Bool {
    guard codeset == "UTF-8" else { return false }
    if term.hasPrefix("vt") { return term.hasPrefix("vte") }
    let kind = term.prefix { $0 != "-" && $0 != "." }
    return !["linux", "ansi", "cons25", "sun", "pcansi", "cygwin", "hurd", "mach"].contains(kind)
  }
}
