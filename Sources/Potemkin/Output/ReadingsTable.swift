import Engine

/// How a model reads each image, as a table for other programs.
struct ReadingsTable {
  private let model: any Classifier
  private let data: Dataset
  private let attack: (run: AttackRun, result: AttackResult)?

  /// - Parameter attack: Whose images are read; the images as they are where it is `nil`.
  init(
    _ model: any Classifier, _ data: Dataset, _ attack: (run: AttackRun, result: AttackResult)?
  ) {
    self.model = model
    self.data = data
    self.attack = attack
  }

  /// Writes the table, whole or not at all: image (from 1), label, reading, and a logit a class.
  func write(to path: String) throws {
    let classes = (0..<model.classes).map { "logit\($0)" }.joined(separator: ",")
    var rows: [String] = []
    func append(_ range: Range<Int>, _ images: Matrix) {
      let logits = model.logits(images)
      for (row, reading) in logits.argmaxOfRows().enumerated() {
        let index = range.lowerBound + row
        let numbers = logits.row(row).map { "\($0)" }.joined(separator: ",")
        rows.append("\(index + 1),\(data.label(index)),\(reading),\(numbers)")
      }
    }
    if let attack {
      try attack.run.images(of: data, after: attack.result, on: model, append)
    } else {
      for start in stride(from: 0, to: data.count, by: evaluationShardSize) {
        let range = start..<min(data.count, start + evaluationShardSize)
        append(range, data.images(range))
      }
    }
    try writeCSV(header: "image,label,reading,\(classes)", rows, to: path)
  }
}
