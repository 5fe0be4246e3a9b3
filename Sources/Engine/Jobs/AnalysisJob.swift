/// The search for the smallest ε of every image of a dataset.
///
/// It goes through the images shard by shard, and ends inside one where it is cancelled.
typealias AnalysisJob = BackgroundJob<AnalysisProgress>

extension AnalysisProgress: BackgroundPicture {}

extension BackgroundJob where Picture == AnalysisProgress {
  /// - Parameter model: What is said of the network.
  convenience init(
    _ network: Network, _ model: ModelNews, on data: Dataset, clipped: Bool,
    report: @escaping Report
  ) {
    let first = AnalysisProgress(
      phase: .running, model: model, dataset: data, isClipped: clipped,
      results: Array(repeating: nil, count: data.count))
    self.init(first, label: "potemkin.analysis", report: report) { job in
      var results = first.results
      // A multiple of `evaluationShardSize`: each image is then computed in the same company as by
      // `minimalEpsilons` over all of them, and comes out the same, bit for bit.
      let shard = 4 * evaluationShardSize
      for start in stride(from: 0, to: data.count, by: shard) {
        let range = start..<min(start + shard, data.count)
        let found = minimalEpsilons(of: network, on: data, clipped: clipped, in: range) {
          job.isCancelled
        }
        guard let found else { return }
        for (index, result) in zip(range, found) { results[index] = result }
        // Each picture has its own distribution and fit: no more of them than are seen.
        guard job.isReportDue || range.upperBound == data.count else { continue }
        let picture = AnalysisProgress(
          phase: .running, model: model, dataset: data, isClipped: clipped, results: results)
        job.update { $0 = picture }
      }
    }
  }
}
