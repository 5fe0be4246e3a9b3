/// Reads the words of a command line into options, as a list of arguments declares.
struct ArgumentParser<Options> {
  let arguments: [Argument<Options>]

  /// Puts the words into the options; where a flag is repeated the last one counts,
  /// unless it takes several.
  func parse(_ words: [String], into options: inout Options) throws(UsageError) {
    var words = words[...]
    var places = arguments.filter { $0.kind == .word }[...]
    while let word = words.popFirst() {
      if word.hasPrefix("-"), word != "-" {
        try parseFlag(word, rest: &words, into: &options)
      } else if let place = places.first, place.set(&options, word) {
        places.removeFirst()
      } else {
        let names = arguments.flatMap { $0.kind == .word ? $0.choices : [$0.name] }
        throw .unexpectedWord(word, nearest: nearest(to: word, among: names))
      }
    }
  }

  private func parseFlag(
    _ word: String, rest: inout ArraySlice<String>, into options: inout Options
  ) throws(UsageError) {
    let parts = word.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
    let name = String(parts[0])
    let attached = parts.count > 1 ? String(parts[1]) : nil
    guard let argument = flag(name) else {
      throw .unknownFlag(name, nearest: nearest(to: name, among: flagNames))
    }
    switch (argument.kind, attached) {
    case (.toggle, let found?): throw .unexpectedValue(flag: name, found: found)
    case (.toggle, nil): try set(argument, to: "", in: &options)
    case (_, let value?): try set(argument, to: value, in: &options)
    case (_, nil):
      // A value may begin with a dash, as a negative number does, but is never another flag.
      guard let next = rest.first, !next.hasPrefix("--"), flag(next) == nil else {
        throw .missingValue(flag: name, expected: argument.expected)
      }
      rest.removeFirst()
      try set(argument, to: next, in: &options)
    }
  }

  private func set(
    _ argument: Argument<Options>, to word: String, in options: inout Options
  ) throws(UsageError) {
    guard argument.set(&options, word) else {
      throw .invalidValue(
        flag: argument.name, expected: argument.expected, found: word,
        nearest: nearest(to: word, among: argument.choices))
    }
  }

  private func flag(_ name: String) -> Argument<Options>? {
    arguments.first { $0.kind != .word && $0.name == name }
  }

  private var flagNames: [String] {
    arguments.filter { $0.kind != .word }.map(\.name) + ["--help"]
  }
}
