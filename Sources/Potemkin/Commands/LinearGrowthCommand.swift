import Engine

/// Measures how a perturbation of one size moves the scores of linear models of more and more pixels.
struct LinearGrowthCommand: Command {
  var epsilon: Float = 0.01
  var csv: String?
  var data: String?
  var json = false

  static let name = "linear-growth"
  static let summary = "Measure how the change of a linear model's score grows with the pixels"
  static let discussion = """
    Trains softmax regression on the same images at several resolutions, 7x7 to 56x56 for MNIST. \
    A perturbation of epsilon along the signs of the weights moves a score by epsilon*m*n, for n \
    pixels and weights of mean magnitude m; how far it does is measured, and how that grows with n.
    """

  static var arguments: [Argument<Self>] {
    [
      .value(
        "--epsilon", \.epsilon, .number("E", 1e-6...1),
        help: "The change of each pixel; 1 is from black to white."),
      .value("--csv", \.csv, .file, help: "Write each resolution's figures to a table."),
      .data(\.data),
      .json(\.json),
    ]
  }

  func run() throws {
    try requireWritableTable(csv)
    let source = try DatasetSource(option: data)
    let splits = DatasetSplits(train: try source.loadTrain(), test: try source.loadTest())
    Interruption.watch()
    let experiment = LinearGrowthExperiment(epsilon: epsilon)
    let resolutions = LinearGrowthExperiment.resolutions(of: splits.test.shape)
    var points: [LinearGrowth] = []
    var line = ProgressLine()
    defer { line.clear() }
    for (shape, resampling) in resolutions {
      let share = Double(points.count) / Double(resolutions.count)
      line.show("\(ProgressLine.bar(share))  \(shape.height)x\(shape.width)")
      points.append(
        try completed(
          experiment.measure(at: resampling, train: splits.train, test: splits.test) {
            Interruption.isRequested
          }))
    }
    line.clear()
    if let csv { try writeCSV(header: LinearGrowth.columns, points.map(\.row), to: csv) }
    let report = LinearGrowthReport(experiment: experiment, splits: splits, points: points)
    try json ? StandardOutput.writeJSON(report.record) : StandardOutput.write(report.text)
  }
}
