import Foundation
import Testing

@testable import Engine

@Suite("Workbench")
struct WorkbenchTests {
  private static let test = Fixtures.quarters(200, seed: 2, name: "quarters test")

  /// Long enough that it never ends by itself.
  private static var endless: TrainingSettings {
    var settings = Fixtures.settings
    settings.epochs = 100_000
    return settings
  }

  @Test("opening tells the images, the model, and then its accuracy")
  func opening() throws {
    let bench = Bench()
    try bench.wait { $0.model?.accuracy != nil }
    #expect(bench.seen.dataset == .ready(name: "quarters test", count: 200))
    let expected = try #require(accuracy(of: Fixtures.trained(), on: Self.test)).fraction
    #expect(
      bench.seen.model
        == ModelNews(architecture: "mlp 12", origin: "a test", accuracy: expected))
  }

  @Test("an exploration is that of the image asked for, clipped or not", arguments: [false, true])
  func exploring(clipped: Bool) throws {
    let bench = Bench()
    bench.workbench.explore(index: 7, clipped: clipped)
    try bench.wait { $0.exploration != nil }
    let exploration = try #require(bench.seen.exploration)
    let expected = Exploration(Fixtures.trained(), Self.test, index: 7, clipped: clipped)
    #expect(exploration.index == 7)
    #expect(exploration.curve == expected.curve)
    #expect(exploration.ray.range == (clipped ? 0...1 : nil))
  }

  @Test("of many requests the last is answered")
  func latestWins() throws {
    let bench = Bench()
    for index in 0..<200 { bench.workbench.explore(index: index, clipped: false) }
    try bench.wait { $0.exploration?.index == 199 }
  }

  @Test("an image that is not there is passed over")
  func outOfRange() throws {
    let bench = Bench()
    bench.workbench.explore(index: 9999, clipped: false)
    bench.workbench.explore(index: -1, clipped: false)
    bench.workbench.explore(index: 3, clipped: false)
    try bench.wait { $0.exploration != nil }
    #expect(bench.seen.exploration?.index == 3)
  }

  @Test("images that can't be read are reported with the reason")
  func unreadable() throws {
    struct Gone: Error, CustomStringConvertible { let description = "they are gone" }
    let bench = Bench(DatasetSource(loadTrain: { throw Gone() }, loadTest: { throw Gone() }))
    try bench.wait { $0.dataset != nil }
    #expect(bench.seen.dataset == .failed("they are gone"))
  }

  @Test("a model that does not fit is reported, and an untrained one takes its place")
  func misfit() throws {
    var generator = SeededGenerator(seed: 1)
    let digits = Network(inputShape: .mnist, hidden: [4], using: &generator)
    let bench = Bench(model: digits)
    bench.workbench.explore(index: 0, clipped: false)
    try bench.wait { $0.exploration != nil }
    #expect(bench.seen.model?.origin == "untrained")
    #expect(bench.messages.count == 1)
    #expect(bench.messages.first?.isError == true)
  }

  @Test("training runs to its end, is shown as it learns, and is the same as without a workbench")
  func training() throws {
    let bench = Bench()
    bench.workbench.explore(index: 0, clipped: false)
    bench.workbench.train(Fixtures.settings)
    try bench.wait { $0.training??.phase == .finished }
    let progress = try #require(bench.seen.training ?? nil)
    #expect(progress.epochs.count == 3)
    #expect(progress.fraction == 1)
    #expect(progress.dataset == "quarters train")

    var alone = TrainingRun(
      Fixtures.settings, train: Fixtures.quarters(2000, name: "quarters train"), test: Self.test)
    while !alone.isFinished { _ = try alone.advance() }
    #expect(progress.epochs.map(\.testAccuracy) == alone.epochs.map(\.testAccuracy))
    #expect(bench.seen.model?.accuracy == alone.epochs.last?.testAccuracy)
    let network = alone.network
    try bench.wait { $0.exploration?.ray.network == network }
  }

  @Test("a paused run stands still, and goes on where it was")
  func pausing() throws {
    let bench = Bench()
    bench.workbench.train(Self.endless)
    try bench.wait { ($0.training??.epochsDone ?? 0) > 0.5 }
    bench.workbench.pauseTraining()
    try bench.wait { $0.training??.phase == .paused }
    Thread.sleep(forTimeInterval: 0.1)
    bench.collect()
    let paused = try #require(bench.seen.training??.epochsDone)
    Thread.sleep(forTimeInterval: 0.1)
    bench.collect()
    #expect(bench.seen.training??.epochsDone == paused)
    #expect(bench.seen.training??.phase == .paused)

    bench.workbench.resumeTraining()
    try bench.wait { $0.training??.epochsDone != paused }
    #expect(try #require(bench.seen.training??.epochsDone) > paused)
    #expect(bench.seen.training??.phase == .running)
    bench.workbench.stopTraining()
    try bench.wait { $0.training??.phase == .stopped }
  }

  @Test("a stopped run keeps what it has learned; a reset returns to the model from before")
  func stopAndReset() throws {
    let bench = Bench()
    bench.workbench.train(Self.endless)
    try bench.wait { ($0.training??.epochsDone ?? 0) > 0.2 }
    bench.workbench.stopTraining()
    try bench.wait { $0.training??.phase == .stopped && $0.model?.origin == "training" }
    bench.workbench.resumeTraining()
    Thread.sleep(forTimeInterval: 0.05)
    bench.collect()
    #expect(bench.seen.training??.phase == .stopped)

    bench.workbench.resetTraining()
    bench.workbench.explore(index: 5, clipped: false)
    try bench.wait {
      $0.exploration?.index == 5 && $0.exploration?.ray.network == Fixtures.trained()
    }
    #expect(bench.seen.model?.origin == "a test")
    #expect(bench.seen.training == .some(nil))
  }

  @Test(
    "a run is cancelled at every phase within 100 ms, and nothing comes of it afterwards",
    arguments: [0, 1, 5, 20, 60, 150])
  func cancelling(milliseconds: Int) throws {
    let slow = DatasetSource(
      loadTrain: {
        Thread.sleep(forTimeInterval: 0.05)
        return Fixtures.quarters(2000, name: "quarters train")
      }, loadTest: { Self.test })
    let bench = Bench(slow)
    try bench.wait { $0.model != nil }
    bench.workbench.train(Self.endless)
    Thread.sleep(forTimeInterval: Double(milliseconds) / 1000)
    let clock = ContinuousClock()
    let start = clock.now
    bench.workbench.stopTraining()
    try bench.wait { $0.training??.phase == .stopped }
    #expect(clock.now - start < .milliseconds(100) * slowness)
    Thread.sleep(forTimeInterval: 0.1)
    bench.collect()
    let done = bench.seen.training??.epochsDone
    Thread.sleep(forTimeInterval: 0.05)
    bench.collect()
    #expect(bench.seen.training??.phase == .stopped)
    #expect(bench.seen.training??.epochsDone == done)
  }

  @Test("pausing and resuming while the data is still being read loses nothing")
  func pausingEarly() throws {
    let slow = DatasetSource(
      loadTrain: {
        Thread.sleep(forTimeInterval: 0.1)
        return Fixtures.quarters(200)
      }, loadTest: { Self.test })
    let bench = Bench(slow)
    bench.workbench.train(Fixtures.settings)
    bench.workbench.pauseTraining()
    try bench.wait { $0.training??.phase == .paused }
    bench.workbench.resumeTraining()
    try bench.wait { $0.training??.phase == .finished }
  }

  @Test("training images that can't be read fail the run, with the reason")
  func failing() throws {
    struct Gone: Error, CustomStringConvertible { let description = "they are gone" }
    let bench = Bench(DatasetSource(loadTrain: { throw Gone() }, loadTest: { Self.test }))
    bench.workbench.train(Fixtures.settings)
    try bench.wait { $0.training??.phase == .failed("they are gone") }
  }

  @Test(
    "a run that diverges fails with advice, and shows nothing that is not a number",
    arguments: [Float(1e30), .infinity])
  func diverging(learningRate: Float) throws {
    var settings = Fixtures.settings
    settings.learningRate = learningRate
    settings.architecture = .perceptron(hidden: [12], activation: .relu)
    let bench = Bench()
    bench.workbench.explore(index: 0, clipped: false)
    bench.workbench.train(settings)
    try bench.wait {
      if case .failed(let reason) = $0.training??.phase {
        reason.contains("learning rate")
      } else {
        false
      }
    }
    #expect(bench.seen.exploration?.isFinite == true)
    let directory = try TemporaryDirectory()
    bench.workbench.saveModel(to: directory.path("m"))
    bench.workbench.finishSaving()
    #expect(try Checkpoint.load(directory.path("m")).network.isFinite)
  }

  @Test("a new run takes the place of the one before")
  func replacing() throws {
    let bench = Bench()
    bench.workbench.train(Self.endless)
    try bench.wait { ($0.training??.epochsDone ?? 0) > 0.1 }
    bench.workbench.train(Fixtures.settings)
    try bench.wait { $0.training??.phase == .finished }
    #expect(bench.seen.training??.settings == Fixtures.settings)
  }

  @Test("the model on show is saved with its recipe; a failure is a message")
  func saving() throws {
    let directory = try TemporaryDirectory()
    let bench = Bench()
    bench.workbench.train(Fixtures.settings)
    try bench.wait { $0.training??.phase == .finished }
    bench.workbench.saveModel(to: directory.path("m.safetensors"))
    try bench.wait { _ in !bench.messages.isEmpty }
    #expect(bench.messages.first?.isError == false)
    let loaded = try Checkpoint.load(directory.path("m.safetensors"))
    #expect(loaded.recipe?.settings == Fixtures.settings)
    #expect(loaded.recipe?.testAccuracy == bench.seen.model?.accuracy)

    bench.workbench.saveModel(to: "/no/such/folder/m.safetensors")
    try bench.wait { _ in bench.messages.count == 2 }
    #expect(bench.messages.last?.isError == true)
  }

  @Test("what was asked to be saved is there once saving is finished")
  func finishSaving() throws {
    let directory = try TemporaryDirectory()
    let bench = Bench()
    try bench.wait { $0.model != nil }
    bench.workbench.saveModel(to: directory.path("m.safetensors"))
    bench.workbench.finishSaving()
    #expect(try directory.names() == ["m.safetensors"])
    bench.collect()
    #expect(bench.messages.map(\.isError) == [false])
  }

  @Test("saving does not wait for images that are being read")
  func savingMeanwhile() throws {
    let gate = DispatchSemaphore(value: 0)
    let bench = Bench(.quarters(testGate: gate))
    defer { gate.signal() }
    bench.workbench.saveModel(to: "/no/such/directory/m")
    bench.workbench.finishSaving()
    bench.collect()
    // There is no model yet, which is said at once.
    #expect(bench.messages.map(\.isError) == [true])
  }

  @Test("a run that is stopped before its first minibatch leaves the model that was there")
  func stoppedEarly() throws {
    let gate = DispatchSemaphore(value: 0)
    let bench = Bench(.quarters(trainGate: gate))
    try bench.wait { $0.model?.accuracy != nil }
    bench.workbench.train(Fixtures.settings)
    bench.workbench.pauseTraining()
    bench.workbench.resumeTraining()
    bench.collect()
    #expect(bench.seen.training??.phase == .preparing)
    bench.workbench.stopTraining()
    gate.signal()
    try bench.wait { $0.training??.phase == .stopped && $0.training??.dataset != nil }
    #expect(bench.seen.model?.origin == "a test")
  }

  @Test("the accuracy of the first model comes, whatever is reset meanwhile")
  func resetWhileMeasuring() throws {
    let bench = Bench()
    for _ in 0..<50 { bench.workbench.resetTraining() }
    try bench.wait { $0.model != nil }
    for _ in 0..<50 { bench.workbench.resetTraining() }
    try bench.wait { $0.model?.accuracy != nil }
    bench.workbench.resetTraining()
    bench.collect()
    #expect(bench.seen.model?.accuracy != nil)
  }

  @Test("nothing is heard of a run after its reset, nor of one that goes on after a pause")
  func order() throws {
    let bench = Bench()
    try bench.wait { $0.model?.accuracy != nil }
    for round in 0..<60 {
      bench.workbench.train(Self.endless)
      Thread.sleep(forTimeInterval: Double(round % 7) * 0.001)
      bench.workbench.pauseTraining()
      for _ in 0..<3 {
        bench.collect()
        #expect(bench.seen.training??.phase == .paused)
        Thread.sleep(forTimeInterval: 0.0005)
      }
      bench.workbench.resetTraining()
      for _ in 0..<3 {
        bench.collect()
        #expect(bench.seen.training == .some(nil))
        #expect(bench.seen.model?.origin == "a test")
        Thread.sleep(forTimeInterval: 0.0005)
      }
    }
  }

  @Test("there is nothing to wake up for when nothing happens")
  func quiet() throws {
    let bench = Bench()
    try bench.wait { $0.model?.accuracy != nil }
    #expect(!bench.isAwake(within: 0.1))
  }
}
