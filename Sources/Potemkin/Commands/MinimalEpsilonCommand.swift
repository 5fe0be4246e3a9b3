import Engine
import Foundation

/// Finds how far each image is from being misread, and how that is distributed.
struct MinimalEpsilonCommand: Command {
  var method = MinimalEpsilonMethod.ray
  var precision: Float = 1e-4
  var clip = false
  var csv: String?
  var options = SubjectOptions()

  static let name = "minimal-epsilon"
  static let summary = "Find the smallest epsilon at which each image is misread"
  static let discussion = """
    An image that is misread as it is counts with 0. Also tests whether each image stays misread \
    from its smallest epsilon up to 1, on which halving (bisect) relies, and fits a truncated \
    normal distribution.
    """

  static var arguments: [Argument<Self>] {
    [
      .value("--method", \.method, .choice(), help: "How the smallest epsilon is looked for."),
      .value(
        "--precision", \.precision, .number("P", 1e-6...1),
        help: "How closely it is found; the step of a scan."),
      .toggle("--clip", \.clip, help: "Hold perturbed pixels to 0 to 1."),
      .value("--csv", \.csv, .file, help: "Write each image's smallest epsilon to a table."),
    ] + Argument.subject(\.options)
  }

  func validate() throws(UsageError) { try options.validate() }

  func run() throws {
    try requireWritableTable(csv)
    let subject = try options.load()
    let (network, test) = (subject.network, subject.test)
    Interruption.watch()
    let results = try completed(
      minimalEpsilons(
        of: network, on: test, by: method, precision: precision, clipped: clip
      ) { Interruption.isRequested })
    let hypothesis = try completed(
      intervalHypothesis(of: network, on: test, clipped: clip) {
        Interruption.isRequested
      })
    if let csv { try writeTable(results, hypothesis, to: csv) }
    let report = MinimalEpsilonReport(
      dataset: test.name, model: subject.name, architecture: network.architecture,
      method: method, precision: precision, clipped: clip,
      distribution: EpsilonDistribution(results), hypothesis: hypothesis)
    try options.json ? StandardOutput.writeJSON(report.record) : StandardOutput.write(report.text)
  }

  /// A row an image, from 1: its smallest ε (0 where it is misread as it is, empty where there is
  /// none up to 1), and whether it stays misread from there on.
  private func writeTable(
    _ results: [MinimalEpsilon], _ hypothesis: IntervalHypothesis, to path: String
  ) throws {
    let exceptions = Set(hypothesis.exceptions)
    let rows = results.enumerated().map { index, result in
      "\(index + 1),\(result.value.map { "\($0)" } ?? ""),\(exceptions.contains(index) ? "no" : "yes")"
    }
    try writeCSV(header: "image,epsilon,interval", rows, to: path)
  }
}
