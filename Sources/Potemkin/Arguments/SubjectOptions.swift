import Engine

/// Which network a command measures, on which images, and how it says what came of it.
struct SubjectOptions: Sendable {
  var model: String?
  var activation: Activation?
  var limit: Int?
  var data: String?
  var json = false

  func validate() throws(UsageError) {
    if model == nil, activation != nil { throw .flagNeeds("--activation", other: "--model") }
  }

  /// What is measured.
  func load() throws -> Subject {
    try Subject(model: model, activation: activation, data: data, limit: limit)
  }
}

extension Argument {
  /// The flags of `SubjectOptions`.
  ///
  /// - Parameter limit: What the flag is called that says how many images are measured; `nil` where
  ///   it would make no sense.
  static func subject(
    _ path: WritableKeyPath<Options, SubjectOptions>, limit: String? = "--limit"
  ) -> [Argument] {
    let limits = limit.map {
      [
        value(
          $0, path.appending(path: \.limit), .integer(1...Int.max),
          help: "Only the first N test images.")
      ]
    }
    return [
      .value(
        "--model", path.appending(path: \.model), .file,
        help: "The network, a safetensors file; else the one that ships with the program."),
      .value(
        "--activation", path.appending(path: \.activation), .activation,
        help: "What follows each hidden layer, for a file that does not say."),
    ] + (limits ?? []) + [
      .data(path.appending(path: \.data)), .json(path.appending(path: \.json)),
    ]
  }
}
