import Engine

/// Follows how sure the network is of one image as ε grows.
struct CurveCommand: Command {
  /// Counted from 1, as on screen.
  var image = 1
  /// Whose images are followed; `nil` for the ray of FGSM.
  var attack: String?
  var norm: Norm?
  var settings: [SettingWord] = []
  var step: Float?
  var end: Float?
  var clip = false
  var csv: String?
  var options = SubjectOptions()

  static let name = "curve"
  static let summary = "Follow one image's confidences as epsilon grows"
  static let discussion = """
    Prints the smallest epsilon at which the image is misread, looked for up to 1, and which wrong \
    digit has the most confidence from where to where. With an attack it prints, for every epsilon, \
    the strongest image found within it: that with the largest margin of all that the attack asked \
    about within it or a smaller one.
    """

  static var arguments: [Argument<Self>] {
    [
      .value("--image", \.image, .integer(1...Int.max), help: "Which test image, from 1."),
      .value(
        "--attack", \.attack, .text("ATTACK", expected: "an attack"),
        help: "Whose images are followed, one that stays within epsilon; else FGSM's ray."),
      .value(
        "--norm", \.norm, .choice(),
        help: "How distance is measured; else as the attack prefers."),
      .repeated("--set", \.settings, .setting, help: "Change a setting; may be given again."),
      .value(
        "--step", \.step, .epsilon,
        help: "The largest distance between two epsilons; else 0.001, of attacks a 50th of the end."
      ),
      .value(
        "--end", \.end, .epsilon,
        help: "The largest epsilon; else 1, of attacks 0.25 for linf, 2 for l2, 50 for l0."),
      .toggle("--clip", \.clip, help: "Hold perturbed pixels to 0 to 1."),
      .value("--csv", \.csv, .file, help: "Write the whole curve to a table."),
    ] + Argument.subject(\.options, limit: nil)
  }

  func validate() throws(UsageError) {
    try options.validate()
    if attack == nil {
      if norm != nil { throw .flagNeeds("--norm", other: "--attack") }
      if !settings.isEmpty { throw .flagNeeds("--set", other: "--attack") }
    }
    let preferred = try attackKind()?.norms.first
    let measure = norm ?? preferred ?? .linf
    for (flag, value) in [("--step", step), ("--end", end)] {
      guard let value, !(1e-4...measure.largestCurve).contains(value) else { continue }
      throw .invalidValue(
        flag: flag,
        expected: "a number from 0.0001 to \(String(format: "%g", measure.largestCurve))",
        found: String(format: "%g", value), nearest: nil)
    }
  }

  func run() throws {
    try requireWritableTable(csv)
    // What is wrong with the words shows before anything is read.
    let choice = try attackChoice()
    let subject = try options.load()
    guard image <= subject.test.count else {
      throw UsageError.invalidValue(
        flag: "--image", expected: "a whole number from 1 to \(subject.test.count)",
        found: "\(image)", nearest: nil)
    }
    if let choice { return try follow(choice, subject) }
    let (end, step) = (end ?? 1, step ?? 0.001)
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
