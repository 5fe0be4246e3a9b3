import Engine

/// Measures a network's accuracy, and what is left of it under attacks.
struct EvaluateCommand: Command {
  /// The names of the attacks, between commas.
  var attack: String?
  var threat = ThreatOptions()
  var defence = DefenceOptions()
  var csv: String?
  var options = SubjectOptions()

  static let name = "evaluate"
  static let summary = "Measure a network's accuracy, plain and under attack"
  static let discussion = """
    Results go to standard output. An image counts under attack where it is read right both \
    before and after; under several, where none of them moved it.
    """

  static var arguments: [Argument<Self>] {
    [
      .value(
        "--attack", \.attack, .text("A,B,...", expected: "attacks, between commas"),
        help: "How images are perturbed; potemkin attack --list tells the attacks.")
    ] + Argument.threat(\.threat) + Argument.defence(\.defence) + [
      .value(
        "--csv", \.csv, .file,
        help: "Write each image's label, reading and logits, attacked or not, to a table.")
    ] + Argument.subject(\.options)
  }

  func validate() throws(UsageError) {
    try options.validate()
    try defence.validate()
    let attacks = try attacks()
    if attack == nil {
      if threat.epsilon != nil { throw .flagNeeds("--epsilon", other: "--attack") }
      if threat.norm != nil { throw .flagNeeds("--norm", other: "--attack") }
      if threat.clip { throw .flagNeeds("--clip", other: "--attack") }
    }
    if threat.epsilon == nil, attacks.contains(where: { type(of: $0).aim == .ball }) {
      throw .flagNeeds("--attack", other: "--epsilon")
    }
    if let first = attacks.first { try threat.validate(type(of: first).norms[0]) }
    if csv != nil, attacks.count > 1 { throw .flagsExclude("--csv", "several attacks") }
  }

  private func attacks() throws(UsageError) -> [any Attack] {
    var attacks: [any Attack] = []
    for name in attack?.split(separator: ",", omittingEmptySubsequences: false) ?? [] {
      attacks.append(try Potemkin.attack(named: String(name), flag: "--attack"))
    }
    return attacks
  }

  func run() throws {
    try requireWritableTable(csv)
    let attacks = try attacks()
    // The first norm that all know or, where there is none, one that tells which attack is at fault.
    let norms = attacks.first.map { type(of: $0).norms } ?? [.linf]
    let shared = norms.first { norm in attacks.allSatisfy { type(of: $0).norms.contains(norm) } }
    let subject = try options.load()
    let (network, test) = (subject.network, subject.test)
    let model = defence.defence?(network) ?? network
    let threat = try threat.threat(shared ?? norms[0], test.shape)
    let runs = try attacks.map { try AttackRun($0, within: threat, seed: self.threat.seed) }
    Interruption.watch()
    var evaluation = Evaluation(
      model: subject.name, checkpoint: subject.checkpoint, defence: defence.defence,
      dataset: test.name,
      plain: try completed(accuracy(of: model, on: test) { Interruption.isRequested }))
    var results: [AttackResult] = []
    for run in runs {
      let result = try AttackProgress(run.attack.name, count: test.count)
        .run(run, on: model, test)
      if result.isPartial { throw Interruption() }
      results.append(result)
    }
    if !results.isEmpty { evaluation.robust = .init(threat: threat, results: results) }
    if let csv {
      let attack = zip(runs, results).map { (run: $0, result: $1) }.first
      try ReadingsTable(model, test, attack).write(to: csv)
    }
    try options.json ? evaluation.printJSON() : evaluation.printText()
  }
}
