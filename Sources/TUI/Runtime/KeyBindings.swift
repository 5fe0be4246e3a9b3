import CCurses

/// What a sequence of bytes from the keyboard stands for.
enum KeyBinding: Hashable {
  case key(Key)
  /// A report of the mouse in figures follows, as `0;12;5M`.
  case mouseReport
  /// A report of the mouse in three bytes follows.
  case oldMouseReport
  case pasteStart, pasteEnd
}

/// The sequences that curses recognises for us, and the codes that it reports them by.
enum KeyBindings {
  /// Beyond the codes that curses has for itself.
  static let firstCode: Int32 = 0x2000

  /// What a code stands for; `nil` for those that are not ours.
  static func binding(forCode code: Int32) -> KeyBinding? {
    let index = Int(code) - Int(firstCode)
    return bindings.indices.contains(index) ? bindings[index] : nil
  }

  /// Tells curses about all sequences of the open terminal, its own description last.
  static func define() {
    for (index, row) in table.enumerated() {
      let code = firstCode + Int32(index)
      for sequence in row.sequences { curses_define_key(sequence, code) }
    }
    for (index, row) in table.enumerated() {
      let code = firstCode + Int32(index)
      for capability in row.capabilities { curses_define_key(curses_string(capability), code) }
    }
  }

  private static let bindings = table.map(\.binding)

  /// Terminfo's names of the sequences, then what terminals send that their description leaves out.
  static let table: [(binding: KeyBinding, capabilities: [String], sequences: [String])] =
    [
      (.key(.up), ["kcuu1"], ["\u{1B}[A", "\u{1B}OA"]),
      (.key(.down), ["kcud1"], ["\u{1B}[B", "\u{1B}OB"]),
      (.key(.right), ["kcuf1"], ["\u{1B}[C", "\u{1B}OC"]),
      (.key(.left), ["kcub1"], ["\u{1B}[D", "\u{1B}OD"]),
      (.key(.shiftRight), ["kRIT"], ["\u{1B}[1;2C", "\u{1B}[c"]),
      (.key(.shiftLeft), ["kLFT"], ["\u{1B}[1;2D", "\u{1B}[d"]),
      (.key(.controlRight), ["kRIT5"], ["\u{1B}[1;5C", "\u{1B}Oc"]),
      (.key(.controlLeft), ["kLFT5"], ["\u{1B}[1;5D", "\u{1B}Od"]),
      (.key(.home), ["khome", "kfnd", "ka1"], ["\u{1B}[H", "\u{1B}OH", "\u{1B}[1~", "\u{1B}[7~"]),
      (.key(.end), ["kend", "kslt", "kc1"], ["\u{1B}[F", "\u{1B}OF", "\u{1B}[4~", "\u{1B}[8~"]),
      (.key(.pageUp), ["kpp", "ka3"], ["\u{1B}[5~"]),
      (.key(.pageDown), ["knp", "kc3"], ["\u{1B}[6~"]),
      (.key(.backspace), ["kbs"], []),
      (.key(.delete), ["kdch1"], ["\u{1B}[3~"]),
      (.key(.backTab), ["kcbt"], ["\u{1B}[Z"]),
      (.key(.enter), ["kent"], ["\u{1B}OM"]),
      (.mouseReport, [], ["\u{1B}[<"]),
      (.oldMouseReport, [], ["\u{1B}[M"]),
      (.pasteStart, [], ["\u{1B}[200~"]),
      (.pasteEnd, [], ["\u{1B}[201~"]),
    ]
    + (1...12).map { (.key(.function($0)), ["kf\($0)"], []) }
}
