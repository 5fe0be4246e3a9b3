import Dispatch

/// The experiment on linear growth, on a queue of its own.
///
/// It publishes a picture after each resolution. A job that is cancelled says so at once, and ends
/// before its next minibatch.
final class LinearGrowthJob: Sendable {
  typealias Report = @Sendable (LinearGrowthJob, LinearGrowthProgress) -> Void

  private let train: Lazy<Dataset>
  private let test: Dataset
  private let report: Report
  /// The last picture; what it says of the phase holds.
  private let progress: Guarded<LinearGrowthProgress>
  private let queue = DispatchQueue(label: "potemkin.linear-growth", qos: .utility)

  /// - Parameters:
  ///   - train: What the networks learn from; read when the job begins.
  ///   - test: What they are measured on.
  ///   - report: Called on any queue.
  init(
    _ experiment: LinearGrowthExperiment, train: Lazy<Dataset>, test: Dataset,
    report: @escaping Report
  ) {
    self.train = train
    self.test = test
    self.report = report
    progress = Guarded(
      LinearGrowthProgress(
        phase: .running, experiment: experiment, test: test.name,
        shapes: LinearGrowthExperiment.resolutions(of: test.shape).map(\.shape)))
  }

  func start() {
    report(self, progress.withLock(\.self))
    queue.async { self.work() }
  }

  func cancel() { update { $0.phase = .cancelled } }

  private var isRunning: Bool { progress.withLock { $0.phase == .running } }

  private func work() {
    let experiment = progress.withLock(\.experiment)
    do {
      let train = try train.load()
      update {
        $0.train = train.name
        $0.images = min(experiment.images, train.count)
      }
      for (_, resampling) in LinearGrowthExperiment.resolutions(of: test.shape) {
        let point = try experiment.measure(at: resampling, train: train, test: test) {
          !self.isRunning
        }
        guard let point else { return }
        update { $0.points.append(point) }
      }
      update { $0.phase = .finished }
    } catch {
      update { $0.phase = .failed("\(error)") }
    }
  }

  /// Changes the picture and reports it, unless the job has ended.
  private func update(_ change: (inout LinearGrowthProgress) -> Void) {
    progress.withLock { progress in
      guard progress.phase == .running else { return }
      change(&progress)
      // Under the lock, so that no picture comes after that of the end.
      report(self, progress)
    }
  }
}
