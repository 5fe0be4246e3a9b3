/// The help of one command, generated from its declaration, in lines of at most 80 columns.
func help<C: Command>(of command: C.Type) -> String {
  let words = C.arguments.filter { $0.kind == .word }.map { " [\($0.placeholder)]" }
  return """
    usage: potemkin \(C.name)\(words.joined()) [flags]

    \(wrapped(C.summary + "."))\(C.discussion.isEmpty ? "" : "\n\n" + wrapped(C.discussion))

    \(listing(of: command))

    """
}

/// The help of the whole program: its commands, and the flags of the one that needs no name.
func help<C: Command>(
  default command: C.Type, commands: [any Command.Type]
) -> String {
  let rows = commands.map { (term: $0.name, text: $0.summary + ".") }
  return """
    usage: potemkin [flags]
           potemkin <command> [flags]

    \(wrapped("Without a command: \(C.summary.lowercasedFirst). \(C.discussion)"))

    Commands:
    \(table(rows))

    Flags:
    \(listing(of: command, more: [("--version", "Print the version.")]))

    "potemkin <command> --help" tells the flags of a command.

    """
}

private func listing<C: Command>(
  of command: C.Type, more: [(term: String, text: String)] = []
) -> String {
  let defaults = C()
  let rows = C.arguments.map { argument in
    let term =
      argument.kind == .value ? "\(argument.name) \(argument.placeholder)" : argument.name
    let value = argument.format(defaults).map { " Unless given: \($0)." } ?? ""
    return (term: term, text: argument.help + value)
  }
  return table(rows + more + [(term: "--help, -h", text: "Print this help.")])
}

/// Two columns: terms, and their texts wrapped beside them.
private func table(_ rows: [(term: String, text: String)]) -> String {
  let width = min(26, (rows.map(\.term.count).max() ?? 0) + 4)
  return rows.map { row in
    let head = "  " + row.term
    let indent = String(repeating: " ", count: width)
    let text = wrapped(row.text, indent: indent)
    return head.count + 2 > width
      ? head + "\n" + text
      : head + text.dropFirst(head.count)
  }.joined(separator: "\n")
}

/// Breaks a text between words into lines of at most 80 columns.
func wrapped(_ text: String, indent: String = "") -> String {
  var lines: [String] = []
  var line = indent
  for word in text.split(separator: " ") {
    if line.count > indent.count, line.count + 1 + word.count > 80 {
      lines.append(line)
      line = indent
    }
    line += (line.count > indent.count ? " " : "") + word
  }
  return (lines + [line]).joined(separator: "\n")
}

/// The words as a list in a sentence: "a, b or c".
func listed(_ words: [String], with conjunction: String) -> String {
  guard let last = words.last, words.count > 1 else { return words.first ?? "" }
  return words.dropLast().joined(separator: ", ") + " \(conjunction) \(last)"
}

extension String {
  fileprivate var lowercasedFirst: String { prefix(1).lowercased() + dropFirst() }
}
