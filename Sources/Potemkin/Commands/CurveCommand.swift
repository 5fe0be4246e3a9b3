import Engine

/// Follows how sure the network is of one image as ε grows.
struct CurveCommand: Command {
  /// Counted from 1, as on screen.
  var image = 1
  var step: Float = 0.001
  var end: Float = 1
  var clip = false
  var csv: String?
  var options = SubjectOptions()

  static let name = "curve"
  static let summary = "Follow one image's confidences as epsilon grows"
  static let discussion = """
    Prints the smallest epsilon at which the image is misread, looked for up to 1, and which wrong \
    digit has the most confidence from where to where.
    """

  static var arguments: [Argument<Self>] {
    [
      .value("--image", \.image, .integer(1...Int.max), help: "Which test image, from 1."),
      .value(
        "--step", \.step, .number("E", 1e-4...1), help: "The largest distance between two epsilons."
      ),
      .value("--end", \.end, .number("E", 1e-4...1), help: "The largest epsilon."),
      .toggle("--clip", \.clip, help: "Hold perturbed pixels to 0 to 1."),
      .value("--csv", \.csv, .file, help: "Write the whole curve to a table."),
    ] + Argument.subject(\.options, limit: nil)
  }

  func validate() throws(UsageError) { try options.validate() }

  func run() throws {
    let subject = try options.load()
    guard image <= subject.test.count else {
      throw UsageError.invalidValue(
        flag: "--image", expected: "a whole number from 1 to \(subject.test.count)",
        found: "\(image)", nearest: nil)
    }
    let exploration = Exploration(
      subject.network, subject.test, index: image - 1, clipped: clip)
    guard exploration.isFinite else { throw SubjectError.notFinite(model: subject.name) }
    let curve = ConfidenceCurve(
      ray: exploration.ray, label: exploration.label,
      steps: Int((end / step - 1e-3).rounded(.up)), to: end)
    if let csv { try Self.writeTable(curve, to: csv) }
    let report = CurveReport(
      dataset: subject.test.name, model: subject.name,
      architecture: subject.network.architecture, clipped: clip, exploration: exploration,
      intervals: curve.leadIntervals(along: exploration.ray))
    try options.json ? StandardOutput.writeJSON(report.record) : StandardOutput.write(report.text)
  }

  /// A row an ε: the confidences of the label and of the best other digit, that digit, and the
  /// reading.
  private static func writeTable(_ curve: ConfidenceCurve, to path: String) throws {
    let rows = curve.epsilons.indices.map {
      "\(curve.epsilons[$0]),\(curve.labelConfidence[$0]),\(curve.otherConfidence[$0]),"
        + "\(curve.otherClass[$0]),\(curve.readings[$0])"
    }
    try writeCSV(
      header: "epsilon,label_confidence,other_confidence,other_digit,reading", rows, to: path)
  }
}
