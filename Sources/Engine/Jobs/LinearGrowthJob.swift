/// The experiment on linear growth.
///
/// It publishes a picture after each resolution, and ends before its next minibatch where it is
/// cancelled.
typealias LinearGrowthJob = BackgroundJob<LinearGrowthProgress>

extension LinearGrowthProgress: BackgroundPicture {}

extension BackgroundJob where Picture == LinearGrowthProgress {
  /// - Parameters:
  ///   - train: What the networks learn from; read when the job begins.
  ///   - test: What they are measured on.
  convenience init(
    _ experiment: LinearGrowthExperiment, train: Lazy<Dataset>, test: Dataset,
    report: @escaping Report
  ) {
    let first = LinearGrowthProgress(
      phase: .running, experiment: experiment, test: test.name,
      shapes: LinearGrowthExperiment.resolutions(of: test.shape).map(\.shape))
    self.init(first, label: "potemkin.linear-growth", report: report) { job in
      let train = try train.load()
      job.update {
        $0.train = train.name
        $0.images = min(experiment.images, train.count)
      }
      for (_, resampling) in LinearGrowthExperiment.resolutions(of: test.shape) {
        let point = try experiment.measure(at: resampling, train: train, test: test) {
          job.isCancelled
        }
        guard let point else { return }
        job.update { $0.points.append(point) }
      }
    }
  }
}
