import Engine

/// How a network reads each image, as a table for other programs.
struct ReadingsTable {
  private let network: Network
  private let data: Dataset
  private let robust: Evaluation.Robust?

  /// - Parameter robust: The attack whose images are read; the images as they are where it is `nil`.
  init(_ network: Network, _ data: Dataset, _ robust: Evaluation.Robust?) {
    self.network = network
    self.data = data
    self.robust = robust
  }

  /// Writes the table, whole or not at all: image (from 1), label, reading, and a logit a class.
  func write(to path: String) throws {
    let classes = (0..<network.classes).map { "logit\($0)" }.joined(separator: ",")
    var rows: [String] = []
    for start in stride(from: 0, to: data.count, by: evaluationShardSize) {
      let range = start..<min(data.count, start + evaluationShardSize)
      let logits = network.logits(images(range))
      for (row, reading) in logits.argmaxOfRows().enumerated() {
        let numbers = logits.row(row).map { "\($0)" }.joined(separator: ",")
        rows.append("\(start + row + 1),\(data.label(start + row)),\(reading),\(numbers)")
      }
    }
    try writeCSV(header: "image,label,reading,\(classes)", rows, to: path)
  }

  private func images(_ range: Range<Int>) -> Matrix {
    let images = data.images(range)
    guard let robust else { return images }
    let proposal = FastGradientSign().perturb(
      images, labels: range.map(data.label), of: network, within: robust.threat)
    return robust.threat.project(proposal, around: images)
  }
}
