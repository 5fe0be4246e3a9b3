import Engine
import Foundation

/// Does the study anew, and writes its figures beside ours.
struct ReproduceCommand: Command {
  /// What can be reproduced.
  enum Publication: String, CaseIterable {
    case study
  }

  var publication: Publication? = .study
  var quick = false
  var output = "study"
  var data: String?

  static let name = "reproduce"
  static let summary = "Do the study anew, and write its figures beside ours"
  static let discussion = """
    Trains every network of the study over five seeds and writes report.md, the tables behind it as \
    CSV, and figures as SVG where gnuplot is there. Finished steps are kept in the directory: after \
    Control-C the same command goes on from there.
    """

  static var arguments: [Argument<Self>] {
    [
      .word(\.publication, .choice(), help: "What is reproduced."),
      .toggle("--quick", \.quick, help: "One seed and fewer epochs."),
      .value("--output", \.output, .directory, help: "Where everything is written."),
      .data(\.data),
    ]
  }

  func run() throws {
    let source = try DatasetSource(option: data)
    let splits = DatasetSplits(train: try source.loadTrain(), test: try source.loadTest())
    let plan = quick ? StudyPlan.quick : .full
    Interruption.watch()
    var run = try StudyRun(plan, on: splits, in: output)
    var seeds: [SeedFindings] = []
    for seed in plan.seeds { seeds.append(try run.findings(seed: seed)) }
    let linear = try run.linearGrowth()
    var report = StudyReport(
      plan: plan, splits: splits, seeds: seeds, linear: linear,
      curves: try run.curves(), misread: run.misreadings(seeds))
    var figures = StudyFigures(in: output)
    try figures.writeTables(of: report)
    report.figures = figures.draw()
    if report.figures.isEmpty {
      StandardError.write(
        "Figures were not drawn: expected gnuplot, found none that works. Install it with "
          + "apt-get install gnuplot-nox, and run the same command again.\n")
    }
    let path = "\(output)/report.md"
    try StudyError.write(Data(report.text.utf8), to: path)
    try StandardOutput.write("report  \(path)\n")
  }
}
