import Engine

/// Measures a network's accuracy, and what is left of it under an attack.
struct EvaluateCommand: Command {
  var attack: AttackName?
  var epsilon: Float?
  var clip = false
  var csv: String?
  var options = SubjectOptions()

  static let name = "evaluate"
  static let summary = "Measure a network's accuracy, plain and under attack"
  static let discussion = """
    Results go to standard output. An image counts under attack where it is read right both \
    before and after.
    """

  static var arguments: [Argument<Self>] {
    [
      .value("--attack", \.attack, .choice(), help: "How images are perturbed."),
      .value(
        "--epsilon", \.epsilon, .number("E", 0...1),
        help: "The largest change of a pixel; 1 is from black to white."),
      .toggle("--clip", \.clip, help: "Hold perturbed pixels to 0 to 1."),
      .value(
        "--csv", \.csv, .file,
        help: "Write each image's label, reading and logits, attacked or not, to a table."),
    ] + Argument.subject(\.options)
  }

  func validate() throws(UsageError) {
    try options.validate()
    if attack == nil, epsilon != nil { throw .flagNeeds("--epsilon", other: "--attack") }
    if attack == nil, clip { throw .flagNeeds("--clip", other: "--attack") }
    if attack != nil, epsilon == nil { throw .flagNeeds("--attack", other: "--epsilon") }
  }

  func run() throws {
    let subject = try options.load()
    let (network, test) = (subject.network, subject.test)
    Interruption.watch()
    var evaluation = Evaluation(
      model: subject.name, checkpoint: subject.checkpoint, dataset: test.name,
      plain: try completed(accuracy(of: network, on: test) { Interruption.isRequested }))
    if let attack, let epsilon {
      let threat = ThreatModel(epsilon: epsilon, range: clip ? 0...1 : nil)
      evaluation.robust = .init(
        attack: attack, threat: threat,
        accuracy: try completed(attack.robustAccuracy(network, test, threat)))
    }
    if let csv { try ReadingsTable(network, test, evaluation.robust).write(to: csv) }
    try options.json ? evaluation.printJSON() : evaluation.printText()
  }
}

/// The attacks, as the command line calls them.
enum AttackName: String, CaseIterable, Encodable {
  case fgsm

  /// The attack itself.
  private var attack: some Attack {
    switch self {
    case .fgsm: FastGradientSign()
    }
  }

  /// - Returns: `nil` where it was interrupted.
  func robustAccuracy(
    _ network: Network, _ data: Dataset, _ threat: ThreatModel
  ) throws(AttackError) -> Accuracy? {
    try Engine.robustAccuracy(of: network, on: data, against: attack, within: threat) {
      Interruption.isRequested
    }
  }
}
