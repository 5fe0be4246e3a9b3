import Engine
import Foundation

/// Attacks images, and tells what came of it.
struct AttackCommand: Command {
  var name: String?
  var list = false
  var threat = ThreatOptions()
  var defence = DefenceOptions()
  var target: AttackGoal?
  var labels = AttackLabels.given
  var settings: [SettingWord] = []
  var csv: String?
  var save: String?
  var options = SubjectOptions(limit: 1000)

  static let name = "attack"
  static let summary = "Attack a network's images, and measure what falls"
  static let discussion = """
    An image that is misread as it is is not attacked, and counts as not robust. Control-C ends the \
    attack and prints what is known by then.
    """

  static var arguments: [Argument<Self>] {
    [
      .word(\.name, .text("ATTACK", expected: "an attack"), help: "Which attack; see --list."),
      .toggle("--list", \.list, help: "List the attacks and their settings."),
    ] + Argument.threat(\.threat) + [
      .value(
        "--targeted", \.target, .goal,
        help:
          "The reading that is wanted: the class after the label, or class K. Else any wrong one."),
      .value("--labels", \.labels, .choice(), help: "What counts as the right reading."),
      .repeated("--set", \.settings, .setting, help: "Change a setting; may be given again."),
      .value("--csv", \.csv, .file, help: "Write what became of each image to a table."),
      .value(
        "--save", \.save, .file,
        help: "Write the images as attacked to an IDX file, gzip, rounded to bytes."),
    ] + Argument.defence(\.defence) + Argument.subject(\.options, limit: "--images")
  }

  func validate() throws(UsageError) {
    try options.validate()
    try defence.validate()
    if list { return }
    guard let name else {
      throw .missingValue(flag: "ATTACK", expected: "an attack, such as fgsm; --list tells all")
    }
    try threat.validate(type(of: attack(named: name, flag: "ATTACK")).norms[0])
  }

  func run() throws {
    if list {
      let attacks = AttackList(AttackCatalogue.all)
      try options.json ? attacks.printJSON() : StandardOutput.write(attacks.text)
      return
    }
    let chosen = try attack(named: name ?? "", flag: "ATTACK", settings)
    // What is wrong with the words shows before anything is read.
    let kind = type(of: chosen)
    _ = try AttackRun(
      chosen,
      within: ThreatModel(norm: threat.norm ?? kind.norms[0], epsilon: threat.epsilon ?? .infinity),
      goal: target ?? .untargeted)
    for path in [csv, save].compactMap(\.self) { try requireWritable(path) }
    let subject = try options.load()
    let run = try AttackRun(
      chosen, within: threat.threat(kind.norms[0], subject.test.shape),
      goal: target ?? .untargeted, labels: labels, seed: threat.seed)
    let model = defence.defence?(subject.network) ?? subject.network
    Interruption.watch()
    let plain = try completed(
      accuracy(of: model, on: subject.test) { Interruption.isRequested })
    let result = try AttackProgress(run.attack.name, count: subject.test.count)
      .run(run, on: model, subject.test)
    var report = AttackReport(subject, defence.defence, run, result, plain: plain)
    if let save { report.saved = try Self.save(result, run, model, subject.test, to: save) }
    if let csv {
      try writeCSV(header: AttackReport.csvHeader, report.csvRows(subject.test), to: csv)
    }
    try options.json
      ? StandardOutput.writeJSON(report.record) : StandardOutput.write(report.text)
    if result.isPartial { throw Interruption(remains: "the result is partial") }
  }

  private static func save(
    _ result: AttackResult, _ run: AttackRun, _ model: any Classifier, _ test: Dataset,
    to path: String
  ) throws -> AttackReport.Saved {
    let (images, surviving) = run.rounded(result, of: test, on: model)
    do {
      try IDXFile.write(images: images.pixels, shape: images.shape, to: path)
    } catch {
      throw ImagesFailure(path: path, reason: error)
    }
    return AttackReport.Saved(path: path, surviving: surviving)
  }

  /// Finds out before the work, not after it, that a file can't be written.
  private func requireWritable(_ path: String) throws {
    do {
      try AtomicFile.requireWritable(path)
    } catch {
      throw ImagesFailure(path: path, reason: error)
    }
  }
}

/// A file of results that could not be written.
private struct ImagesFailure: Error, CustomStringConvertible {
  let path: String
  let reason: any Error

  var description: String {
    "can't write \(path): \(reason). What was there before is untouched; choose another place."
  }
}
