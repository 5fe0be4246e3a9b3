import Testing

@testable import Engine

@Suite("TrainingRun")
struct TrainingRunTests {
  private let train = Fixtures.quarters(200, name: "quarters train")
  private let test = Fixtures.quarters(100, seed: 2, name: "quarters test")

  @Test("each epoch reports its mean loss and both accuracies")
  func epochs() throws {
    var run = TrainingRun(Fixtures.settings, train: train, test: test)
    var results: [EpochResult] = []
    while !run.isFinished { if let result = try run.advance() { results.append(result) } }
    #expect(results.map(\.epoch) == [1, 2, 3])
    #expect(results == run.epochs)
    #expect(results[2].loss < results[0].loss)
    let measured = try #require(accuracy(of: run.network, on: test))
    #expect(results[2].testAccuracy == measured.fraction)
    #expect(run.recipe.testAccuracy == measured.fraction)
    #expect(run.recipe.dataset == "quarters train")
  }

  @Test("the first epoch's loss is the mean over its images, whatever the minibatches")
  func meanLoss() throws {
    var settings = Fixtures.settings
    settings.learningRate = 1e-12
    settings.batch = 64
    var run = TrainingRun(settings, train: train, test: test)
    let network = run.network
    var epoch: EpochResult?
    while epoch == nil { epoch = try run.advance() }
    var memory = Backpropagation(network)
    let whole = memory.runToParameters(
      network, images: train.images(0..<200), labels: (0..<200).map(train.label), scale: 1)
    #expect(abs(try #require(epoch).loss - whole.loss / 200) < 1e-5)
    #expect(try #require(epoch).trainAccuracy == Double(whole.correct) / 200)
  }

  @Test("a learning rate far too large is reported as divergence")
  func diverges() {
    var settings = Fixtures.settings
    settings.learningRate = 1e30
    settings.architecture = .perceptron(hidden: [12], activation: .relu)
    var run = TrainingRun(settings, train: train, test: test)
    #expect(throws: TrainingError.self) {
      while !run.isFinished { _ = try run.advance() }
    }
  }

  @Test("the learning curve moves forward and ends where the run does")
  func curve() throws {
    var run = TrainingRun(Fixtures.settings, train: train, test: test)
    while !run.isFinished { _ = try run.advance() }
    let places = run.points.map(\.epoch)
    #expect(places == places.sorted())
    #expect(places.last == 3)
    #expect(run.points.count == run.trainer.steps)
    #expect(run.secondsLeft == 0)
  }

  @Test("however many epochs, the learning curve stays short, and each point is of its stretch")
  func shortCurve() throws {
    var settings = Fixtures.settings
    settings.architecture = .softmaxRegression
    settings.epochs = 4321
    var run = TrainingRun(settings, train: train.prefix(16), test: test.prefix(4))
    while !run.isFinished { _ = try run.advance() }
    #expect(run.epochs.count == 4321)
    #expect((1000...2000).contains(run.points.count))
    #expect(run.points.last?.epoch == 4321)
    let firstStretch = run.epochs.prefix(4).map(\.loss).reduce(0, +) / 4
    #expect(abs(run.points[0].loss - firstStretch) < 1e-9)
    let secondStretch = run.epochs[4..<8].map(\.loss).reduce(0, +) / 4
    #expect(abs(run.points[1].loss - secondStretch) < 1e-9)
  }

  @Test("weights that are no numbers are divergence, also where the loss was finite to the end")
  func divergesAtTheEnd() {
    var settings = Fixtures.settings
    settings.learningRate = .infinity
    settings.epochs = 1
    settings.batch = 200
    var run = TrainingRun(settings, train: train, test: test)
    #expect(throws: TrainingError.self) { try run.advance() }
  }

  @Test("within an epoch the recipe tells no accuracy: the last one was of another network")
  func accuracyWithinEpoch() throws {
    var run = TrainingRun(Fixtures.settings, train: train, test: test)
    while run.epochs.isEmpty { _ = try run.advance() }
    #expect(run.recipe.testAccuracy == run.epochs[0].testAccuracy)
    _ = try run.advance()
    #expect(run.recipe.testAccuracy == nil)
  }
}
