/// One flag or word that a command takes, and where its value goes.
struct Argument<Options> {
  enum Kind: Equatable {
    /// A flag alone, such as `--json`.
    case toggle
    /// A flag with a value, such as `--epochs 3` or `--epochs=3`.
    case value
    /// A word in its place, such as `fetch`.
    case word
  }

  var name: String
  var kind: Kind
  var help: String
  /// What stands for the value in help; empty where there is none.
  var placeholder = ""
  var expected = ""
  var choices: [String] = []
  /// Writes the value in some options, to tell in help what holds without the flag.
  var format: (Options) -> String? = { _ in nil }
  /// Puts a word into the options; whether it is what is expected.
  var set: (inout Options, String) -> Bool

  static func toggle(
    _ name: String, _ path: WritableKeyPath<Options, Bool>, help: String
  ) -> Argument {
    Argument(name: name, kind: .toggle, help: help) { options, _ in
      options[keyPath: path] = true
      return true
    }
  }

  /// A flag that always has a value.
  static func value<Value>(
    _ name: String, _ path: WritableKeyPath<Options, Value>, _ type: ValueType<Value>,
    help: String
  ) -> Argument {
    Argument(
      name: name, kind: .value, help: help, placeholder: type.placeholder,
      expected: type.expected, choices: type.choices,
      format: { type.format($0[keyPath: path]) }
    ) { options, word in
      guard let value = type.parse(word) else { return false }
      options[keyPath: path] = value
      return true
    }
  }

  /// A flag that has no value unless given.
  static func value<Value>(
    _ name: String, _ path: WritableKeyPath<Options, Value?>, _ type: ValueType<Value>,
    help: String
  ) -> Argument {
    optional(.value, name, path, type, help)
  }

  /// A flag that may be given again and again, each time with one more value.
  static func repeated<Value>(
    _ name: String, _ path: WritableKeyPath<Options, [Value]>, _ type: ValueType<Value>,
    help: String
  ) -> Argument {
    Argument(
      name: name, kind: .value, help: help, placeholder: type.placeholder, expected: type.expected,
      choices: type.choices
    ) { options, word in
      guard let value = type.parse(word) else { return false }
      options[keyPath: path].append(value)
      return true
    }
  }

  /// A word that may be given.
  static func word<Value>(
    _ path: WritableKeyPath<Options, Value?>, _ type: ValueType<Value>, help: String
  ) -> Argument {
    optional(.word, type.placeholder, path, type, help)
  }

  private static func optional<Value>(
    _ kind: Kind, _ name: String, _ path: WritableKeyPath<Options, Value?>,
    _ type: ValueType<Value>, _ help: String
  ) -> Argument {
    Argument(
      name: name, kind: kind, help: help, placeholder: type.placeholder,
      expected: type.expected, choices: type.choices,
      format: { $0[keyPath: path].map(type.format) }
    ) { options, word in
      guard let value = type.parse(word) else { return false }
      options[keyPath: path] = value
      return true
    }
  }
}
