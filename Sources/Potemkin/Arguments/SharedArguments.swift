import Engine

extension Argument {
  /// `--data`, as every command takes it.
  static func data(_ path: WritableKeyPath<Options, String?>) -> Argument {
    .value(
      "--data", path, .directory,
      help: "Where the four MNIST files are; else $POTEMKIN_DATA and the usual places.")
  }

  /// `--json`, as every command with results takes it.
  static func json(_ path: WritableKeyPath<Options, Bool>) -> Argument {
    .toggle("--json", path, help: "Print results as JSON, one object a line.")
  }
}

extension ValueType where Value == Activation {
  /// An activation, by its name.
  static let activation = ValueType(
    placeholder: "squareplus|relu", expected: "squareplus or relu",
    choices: Activation.hidden.map(\.name),
    parse: { name in Activation.hidden.first { $0.name == name } }, format: \.name)
}
