import Engine

/// Lists the images that a network misreads, and tells what they have in common.
struct MisreadCommand: Command {
  var csv: String?
  var options = SubjectOptions()

  static let name = "misread"
  static let summary = "List the images a network misreads, and what they have in common"
  static let discussion = """
    The mean images of the digits, to which distances are measured, are those of the training images.
    """

  static var arguments: [Argument<Self>] {
    [
      .value("--csv", \.csv, .file, help: "Write what was found of every image to a table.")
    ] + Argument.subject(\.options)
  }

  func validate() throws(UsageError) { try options.validate() }

  func run() throws {
    try requireWritableTable(csv)
    let subject = try options.load()
    let test = subject.test
    let train = try DatasetSource(DatasetLocator(option: options.data).search()).loadTrain()
    Interruption.watch()
    let reading = try completed(
      DatasetReading(of: subject.network, on: test) { Interruption.isRequested })
    var tally = MisreadingTally(labels: (0..<test.count).map(test.label), classes: test.classes)
    tally.add(reading)
    let report = MisreadReport(
      tally: tally, traits: ImageTraits.all(of: test, means: ClassMeans(of: train)))
    if let csv { try writeCSV(header: MisreadReport.csvHeader, report.csvRows, to: csv) }
    if options.json {
      try StandardOutput.writeJSON(
        MisreadRecord(report, dataset: test.name, model: subject.name))
    } else {
      try StandardOutput.write(
        """
        data   \(test.name), \(test.count) images
        model  \(subject.name): \(subject.network.architecture)

        \(report.text { aligned([$0] + $1) })

        """)
    }
  }
}

/// What was found, as JSON.
private struct MisreadRecord: Encodable {
  struct Image: Encodable {
    /// From 1.
    var image: Int
    var label: Int
    var reading: Int?
    var margin: Double
  }

  struct Trait: Encodable {
    var name: String
    var misread: Double?
    var others: Double?
    /// The difference in standard deviations of the others; left out where they don't differ.
    var effect: Double?
  }

  var dataset: String
  var model: String
  var images: Int
  var misread: Int
  /// Of each label, among the misread images and among all, 0…1.
  var labelShares: [[Double]]
  var traits: [Trait]
  /// The surest misreadings first.
  var surest: [Image]

  init(_ report: MisreadReport, dataset: String, model: String) {
    let tally = report.tally
    self.dataset = dataset
    self.model = model
    images = tally.labels.count
    misread = report.members
    labelShares = report.labelShares.map { [$0.group, $0.all] }
    traits = report.contrasts.map {
      Trait(
        name: $0.trait.name, misread: finite($0.contrast.groupMean),
        others: finite($0.contrast.restMean), effect: finite($0.contrast.effect))
    }
    surest = tally.ranking.prefix(MisreadReport.shown).map {
      Image(
        image: $0 + 1, label: tally.labels[$0], reading: tally.commonestMisreading(of: $0)?.reading,
        margin: tally.meanMargin(of: $0))
    }
  }
}

/// JSON knows no infinity.
private func finite(_ number: Double) -> Double? { number.isFinite ? number : nil }
