import Dispatch
import Foundation

/// The door for front ends: requests in, news out.
///
/// Every request returns at once; the work runs on the engine's queues, and what comes of it waits
/// in a mailbox, announced through a file descriptor.
public final class Workbench: Sendable {
  /// A network with its recipe, and what is said of it on screen.
  struct Model {
    var checkpoint: Checkpoint
    var news: ModelNews

    init(
      _ checkpoint: Checkpoint, origin: String, accuracy: Double? = nil, version: Int = 0
    ) {
      self.checkpoint = checkpoint
      news = ModelNews(
        architecture: checkpoint.network.architecture, origin: origin, accuracy: accuracy,
        adversarialEpsilon: checkpoint.recipe?.settings.adversarial?.epsilon, version: version)
    }
  }

  struct State {
    /// The test images, once they are read.
    var test: Dataset?
    /// What was there before training, and to which a reset returns.
    var initial: Model?
    /// What the run has learned so far.
    var trained: Model?
    /// The model to compare with.
    var reference: Model?
    /// How many times one was asked for.
    var referenceRequests = 0
    /// The image last asked for, and by which attack models are compared on it.
    var wanted: (index: Int, isClipped: Bool, comparing: Comparison.Attack?)?
    var job: TrainingJob?
    var analysis: AnalysisJob?
    var linearGrowth: LinearGrowthJob?
    var attacks: [AttackSlot: AttackJob] = [:]
    var sweep: AttackSweepJob?
    var curve: AttackCurveJob?
    /// What is wanted of an attack for every ε of the slider.
    var wantedCurve: CurveRequest?
    var fooling: FoolingJob?
    var physical: PhysicalJob?
    /// How many times training has gone on or a file was read.
    var version = 0

    /// What is shown.
    var shown: Model? { trained ?? initial }
  }

  private struct ExploreRequest: Sendable {
    var network: Network
    var data: Dataset
    var index: Int
    var isClipped: Bool
    var comparison: (network: Network, attack: Comparison.Attack)?
    var report: @Sendable (Exploration, Comparison?) -> Void
  }

  /// News are posted, and explorations submitted, while this is locked: so they come in the order in
  /// which what they tell of came about, and nothing is heard of a run after its reset.
  let state = Guarded(State())
  let mailbox = Mailbox()
  private let train: Lazy<Dataset>
  private let test: Lazy<Dataset>
  /// Of the training images, by which errors are told apart.
  let means: Lazy<ClassMeans>
  private let explorer: LatestWins<ExploreRequest>
  let reading = DispatchQueue(label: "potemkin.reading", qos: .userInitiated)
  let saving = DispatchQueue(label: "potemkin.saving", qos: .userInitiated)

  /// A workbench for one dataset and, where there is one, a model.
  ///
  /// - Parameters:
  ///   - source: Where the images come from; the test images are read at once.
  ///   - model: The network to begin with, and what is said of where it is from; where it is `nil`
  ///     or does not fit the data, an untrained one takes its place.
  ///   - reference: The network to compare it with, likewise; where it is `nil` or does not fit, the
  ///     shipped one takes its place or, where that does not fit either, the one to begin with.
  public init(
    source: DatasetSource, model: (checkpoint: Checkpoint, origin: String)?,
    reference: (checkpoint: Checkpoint, origin: String)? = nil
  ) {
    let train = Lazy<Dataset>(source.loadTrain)
    self.train = train
    test = Lazy<Dataset>(source.loadTest)
    means = Lazy { ClassMeans(of: try train.load()) }
    explorer = LatestWins(label: "potemkin.explore", qos: .userInitiated) { request in
      let exploration = Exploration(
        request.network, request.data, index: request.index, clipped: request.isClipped)
      // A run that is about to diverge shows nothing that could be drawn.
      guard exploration.isFinite else { return }
      let comparison = request.comparison.map {
        Comparison(exploration, with: $0.network, request.data, attack: $0.attack)
      }
      request.report(exploration, comparison)
    }
    reading.async { self.open(model, reference) }
  }

  /// Becomes readable when there is news.
  public var wakeDescriptor: Int32 { mailbox.descriptor }

  /// Takes what has changed since the last call.
  public func collect() -> News { mailbox.collect() }

  // MARK: - Requests

  /// Asks for everything about one image; of many requests the latest wins.
  ///
  /// - Parameters:
  ///   - clipped: Whether pixels are held to 0…1; the study does not.
  ///   - attack: By which attack the model on show is compared with the reference; `nil` where it
  ///     is not.
  public func explore(index: Int, clipped: Bool, comparing attack: Comparison.Attack? = nil) {
    state.withLock { state in
      state.wanted = (index, clipped, attack)
      exploreWanted(state)
    }
  }

  /// Trains a new network, in place of any run there is.
  public func train(_ settings: TrainingSettings) {
    let job = TrainingJob(settings) { [train, test] in
      TrainingRun(settings, train: try train.load(), test: try test.load())
    } report: { [weak self] job, progress, run in
      self?.receive(progress, run, from: job)
    }
    let previous = state.withLock { state in
      defer { state.job = job }
      return state.job
    }
    previous?.stop()
    job.start()
  }

  /// Pauses the run, before its next minibatch.
  public func pauseTraining() { state.withLock(\.job)?.pause() }

  /// Goes on with a paused run.
  public func resumeTraining() { state.withLock(\.job)?.resume() }

  /// Ends the run; what it has learned stays on show.
  public func stopTraining() { state.withLock(\.job)?.stop() }

  /// Ends the run and returns to the model from before it.
  public func resetTraining() {
    let job = state.withLock { state in
      defer { state.job = nil }
      state.trained = nil
      let initial = state.initial?.news
      mailbox.post { news in
        news.training = .some(nil)
        news.model = initial
      }
      exploreWanted(state)
      updateCurve(&state, mayLag: false)
      return state.job
    }
    job?.stop()
  }

  /// Finds the smallest ε of every test image for the model on show, in place of any such search.
  ///
  /// Nothing happens before the images and the model are there.
  /// - Parameter clipped: Whether pixels are held to 0…1; the study does not.
  public func analyse(clipped: Bool) {
    replace(\.analysis) { state in
      guard let model = state.shown, let test = state.test else { return nil }
      return AnalysisJob(
        model.checkpoint.network, model.news, on: test, clipped: clipped
      ) { [weak self] in self?.receive($1, from: $0, \.analysis, \.analysis) }
    }
  }

  /// Ends the search for smallest ε; what it has found stays.
  public func cancelAnalysis() { state.withLock(\.analysis)?.cancel() }

  /// Measures how the scores of linear models change at several resolutions, in place of any such
  /// experiment.
  ///
  /// Nothing happens before the images are there.
  public func measureLinearGrowth(_ experiment: LinearGrowthExperiment) {
    replace(\.linearGrowth) { state in
      state.test.map { test in
        LinearGrowthJob(experiment, train: train, test: test) { [weak self] in
          self?.receive($1, from: $0, \.linearGrowth, \.linearGrowth)
        }
      }
    }
  }

  /// Ends the experiment; what it has measured stays.
  public func cancelLinearGrowth() { state.withLock(\.linearGrowth)?.cancel() }

  /// Saves the network on show with its recipe, whole or not at all; "~/" is the user's home.
  public func saveModel(to path: String) {
    let path = NSString(string: path).expandingTildeInPath
    let shown = state.withLock(\.shown)
    saving.async { [mailbox] in
      do {
        guard let shown else { throw WorkbenchError.noModel }
        try shown.checkpoint.save(to: path)
        mailbox.post { $0.messages.append(Message(text: "saved \(path)", isError: false)) }
      } catch {
        mailbox.post { $0.messages.append(Message(text: "\(error)", isError: true)) }
      }
    }
  }

  /// Waits until what was asked to be saved is saved; `collect` then tells of it.
  ///
  /// To be called before the process ends, which would otherwise cut a file off. Nothing else is
  /// waited for.
  public func finishSaving() { saving.sync {} }

  // MARK: - Work

  private func open(
    _ model: (checkpoint: Checkpoint, origin: String)?,
    _ reference: (checkpoint: Checkpoint, origin: String)?
  ) {
    let test: Dataset
    do {
      test = try self.test.load()
    } catch {
      mailbox.post { $0.dataset = .failed("\(error)") }
      return
    }
    let initial = fitting(model, test)
    state.withLock { state in
      state.test = test
      state.initial = initial
      mailbox.post { $0.dataset = .ready(name: test.name, count: test.count) }
      showInitial(state)
      exploreWanted(state)
    }
    openReference(reference, beside: initial, test)
    measure(initial, on: test)
    measureReference(on: test)
  }

  /// The given model, or an untrained one where there is none that fits the data.
  private func fitting(
    _ model: (checkpoint: Checkpoint, origin: String)?, _ test: Dataset
  ) -> Model {
    if let model {
      do {
        try model.checkpoint.network.requireFit(test)
        return Model(model.checkpoint, origin: model.origin)
      } catch {
        mailbox.post { $0.messages.append(Message(text: "\(error)", isError: true)) }
      }
    }
    var generator = SeededGenerator(seed: 1)
    let network = Network(
      inputShape: test.shape, hidden: [64, 64], classes: test.classes, using: &generator)
    return Model(Checkpoint(network: network, recipe: nil), origin: "untrained")
  }

  /// Finds the accuracy of the initial model.
  private func measure(_ initial: Model, on test: Dataset) {
    guard let fraction = accuracy(of: initial.checkpoint.network, on: test)?.fraction else {
      return
    }
    state.withLock { state in
      state.initial?.news.accuracy = fraction
      setReferenceAccuracy(fraction, ofVersion: initial.news.version, &state)
      showInitial(state)
    }
  }

  /// Tells of the initial model, unless one in training is on show.
  private func showInitial(_ state: State) {
    guard state.trained == nil, let news = state.initial?.news else { return }
    mailbox.post { $0.model = news }
  }

  /// Takes a picture of a training run, and shows its network.
  private func receive(_ progress: TrainingProgress, _ run: TrainingRun?, from job: TrainingJob) {
    let learned = run.map { run in
      Model(run.checkpoint, origin: "training", accuracy: run.epochs.last?.testAccuracy)
    }
    state.withLock { state in
      guard state.job === job else { return }
      var learned = learned
      if learned != nil {
        state.version += 1
        learned?.news.version = state.version
        state.trained = learned
      }
      mailbox.post { news in
        news.training = progress
        news.model = learned?.news ?? news.model
      }
      if learned != nil { exploreWanted(state) }
      updateCurve(&state, mayLag: progress.phase == .running)
    }
  }

  func exploreWanted(_ state: State) {
    guard let model = state.shown, let test = state.test, let wanted = state.wanted,
      test.labels.indices.contains(wanted.index)
    else { return }
    let reference = state.reference
    let comparison = wanted.comparing.flatMap { attack in
      reference.map { (network: $0.checkpoint.network, attack: attack) }
    }
    explorer.submit(
      ExploreRequest(
        network: model.checkpoint.network, data: test, index: wanted.index,
        isClipped: wanted.isClipped, comparison: comparison
      ) { [weak self] exploration, comparison in
        self?.receive(exploration, comparison, withVersion: reference?.news.version)
      })
  }

  /// Takes what was found out about an image; a comparison only with what is still the reference.
  private func receive(
    _ exploration: Exploration, _ comparison: Comparison?, withVersion version: Int?
  ) {
    state.withLock { state in
      let isCurrent = state.reference?.news.version == version
      mailbox.post { news in
        news.exploration = exploration
        guard isCurrent, let comparison, comparison.isFinite else { return }
        news.comparison = comparison
      }
    }
  }
}

/// What a request lacked.
enum WorkbenchError: Error, CustomStringConvertible {
  case noModel

  var description: String {
    switch self {
    case .noModel: "there is no model yet: train one"
    }
  }
}
