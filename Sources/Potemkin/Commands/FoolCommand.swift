import Engine

/// Makes an image of nothing that a network is sure of.
struct FoolCommand: Command {
  var target: Int?
  var method = FoolingMethod.cppn
  var confidence: Float = 0.99
  var rounds = 5000
  var seed: UInt64 = 1
  var save: String?
  var model: String?
  var activation: Activation?
  var json = false

  static let name = "fool"
  static let summary = "Make an image of nothing that a network is sure of"
  static let discussion = """
    ascent follows the gradient from noise, evolution changes pixels by chance, and cppn evolves small \
    networks that paint patterns. Each ends once the network is sure enough, or has had all its rounds. \
    Control-C ends it and prints what it has by then.
    """

  static var arguments: [Argument<Self>] {
    [
      .value(
        "--class", \.target, .integer(0...Int.max), help: "What the image is to be read as."),
      .value("--method", \.method, .choice(), help: "How it is made."),
      .value(
        "--confidence", \.confidence, .number("P", 0...1), help: "How sure the network is to be."),
      .value("--rounds", \.rounds, .integer(0...Int.max), help: "How many rounds it has at most."),
      .value(
        "--seed", \.seed, .integer(0...UInt64.max), help: "Where its chance starts from."),
      .value("--save", \.save, .file, help: "Write the image to a PGM file."),
      .value(
        "--model", \.model, .file,
        help: "The network, a safetensors file; else the one that ships with the program."),
      .value(
        "--activation", \.activation, .activation,
        help: "What follows each hidden layer, for a file that does not say."),
      .json(\.json),
    ]
  }

  func validate() throws(UsageError) {
    guard target != nil else {
      throw .missingValue(flag: "--class", expected: "a class, such as 3")
    }
    if model == nil, activation != nil { throw .flagNeeds("--activation", other: "--model") }
  }

  func run() throws {
    let network = try Subject.checkpoint(model, activation: activation).network
    let target = target ?? 0
    guard target < network.classes else {
      throw UsageError.invalidValue(
        flag: "--class", expected: "a class from 0 to \(network.classes - 1)", found: "\(target)",
        nearest: nil)
    }
    var settings = FoolingSettings(method, target: target)
    (settings.confidence, settings.rounds) = (confidence, rounds)
    if let save { try Netpbm.requireWritable(save) }
    var generator = settings.generator(seed: seed)
    Interruption.watch()
    var run = try FoolingRun(settings, of: network, using: &generator)
    var line = ProgressLine()
    while !run.isFinished, !Interruption.isRequested {
      run.advance(using: &generator)
      if line.isDue {
        line.show("\(method.rawValue)  round \(run.round)  \(percent(Double(run.best.confidence)))")
      }
    }
    line.clear()
    if let save { try Netpbm.write(run.best.pixels, shape: network.inputShape, to: save) }
    let report = FoolReport(run, of: network, named: model ?? "shipped", seed: seed, saved: save)
    try json ? StandardOutput.writeJSON(report) : StandardOutput.write(report.text)
    if !run.isFinished { throw Interruption(remains: "the image is what there was by then") }
  }
}

/// What came of it; its properties are the names in JSON.
private struct FoolReport: Encodable {
  var model, architecture, method: String
  var target, rounds, queries: Int
  var seed: UInt64
  /// Of the target, 0…1, and once the pixels are rounded to bytes.
  var confidence, confidenceAsBytes: Float
  var succeeded: Bool
  var saved: String?
  /// `[pixels]`, in 0…1.
  var pixels: [Float]

  init(
    _ run: FoolingRun, of network: Network, named model: String, seed: UInt64, saved: String?
  ) {
    self.model = model
    architecture = "\(network.architecture)"
    method = run.settings.method.rawValue
    (target, rounds, queries) = (run.settings.target, run.round, run.queries)
    self.seed = seed
    confidence = run.best.confidence
    let bytes = Matrix(row: run.best.pixels.map { ($0 * 255).rounded() / 255 })
    confidenceAsBytes = network.confidences(bytes)[0, run.settings.target]
    succeeded = run.hasSucceeded
    self.saved = saved
    pixels = run.best.pixels
  }

  var text: String {
    let lines = [
      "model       \(model): \(architecture)",
      "method      \(method), seed \(seed)",
      "class       \(target)",
      "confidence  \(percent(Double(confidence)))"
        + (succeeded ? "" : ", less than it was to be"),
      "as bytes    \(percent(Double(confidenceAsBytes)))",
      "rounds      \(rounds), \(queries) queries",
    ]
    return (lines + (saved.map { ["saved       \($0)"] } ?? [])).joined(separator: "\n") + "\n"
  }
}
