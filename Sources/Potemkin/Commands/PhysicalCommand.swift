import Engine

/// Measures which adversarial images a photograph would destroy, and what kind of error they are.
struct PhysicalCommand: Command {
  var attack = "fgsm"
  var threat = ThreatOptions(clip: true)
  var settings: [SettingWord] = []
  var csv: String?
  var options = SubjectOptions(limit: 1000)

  static let name = "physical"
  static let summary = "Measure what photographs make of adversarial images, and the kinds of error"
  static let discussion = """
    Attacks the images, held to 0 to 1, away from what the network reads in them; changes each image \
    and its adversarial one as a print and a camera would; and counts how many are read right again \
    (Kurakin et al. 2017, equation 1). Errors are true, re-focused, conatural or benign: a class is \
    related to the label where its mean training image is one of the two nearest to the label's.
    """

  static var arguments: [Argument<Self>] {
    [
      .value(
        "--attack", \.attack, .text("ATTACK", expected: "an attack"),
        help: "Which attack; see potemkin attack --list.")
    ] + Argument.threat(\.threat, takesClip: false) + [
      .repeated("--set", \.settings, .setting, help: "Change a setting; may be given again."),
      .value("--csv", \.csv, .file, help: "Write the rates to a table."),
    ] + Argument.subject(\.options, limit: "--images")
  }

  func validate() throws(UsageError) {
    try options.validate()
    try threat.validate(type(of: Potemkin.attack(named: attack, flag: "--attack")).norms[0])
  }

  func run() throws {
    try requireWritableTable(csv)
    let attack = try Potemkin.attack(named: attack, flag: "--attack", settings)
    let kind = type(of: attack)
    // What is wrong with the words shows before anything is read.
    _ = try AttackRun(
      attack,
      within: ThreatModel(norm: threat.norm ?? kind.norms[0], epsilon: threat.epsilon ?? .infinity),
      goal: Self.goal(of: kind))
    let subject = try options.load()
    let means = ClassMeans(
      of: try DatasetSource(DatasetLocator(option: options.data).search()).loadTrain())
    let run = try AttackRun(
      attack, within: threat.threat(kind.norms[0], subject.test.shape), goal: Self.goal(of: kind),
      labels: .predicted, seed: threat.seed)
    Interruption.watch()
    let result = try AttackProgress(attack.name, count: subject.test.count)
      .run(run, on: subject.network, subject.test)
    if result.isPartial { throw Interruption(remains: "nothing was measured") }
    let rates = try completed(
      DestructionRate.measure(
        result, of: subject.network, on: subject.test, seed: threat.seed,
        isCancelled: { Interruption.isRequested }))
    let errors = ErrorTally(result, of: subject.network, on: subject.test, means: means)
    if let csv { try writeCSV(header: PhysicalReport.csvHeader, rates.map(\.csvRow), to: csv) }
    let report = PhysicalReport(
      subject: subject, run: run, result: result, rates: rates, errors: errors)
    try options.json
      ? StandardOutput.writeJSON(report.record) : StandardOutput.write(report.text)
  }

  /// Away from the reading, where the attack knows how.
  private static func goal(of kind: any Attack.Type) -> AttackGoal {
    kind.goals == .targeted ? .nextClass : .untargeted
  }
}
