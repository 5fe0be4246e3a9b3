import Foundation
import Testing

@testable import Engine

@Suite("Workbench with a model to compare with")
struct ReferenceTests {
  private static let test = Fixtures.quarters(200, seed: 2, name: "quarters test")
  private static let other = Fixtures.trained(activation: .relu)

  /// A file of the other network, in a directory that goes with the test.
  private func save(
    _ network: Network = other, in directory: TemporaryDirectory
  ) throws -> String {
    let path = directory.path("other.safetensors")
    try Checkpoint(network: network, recipe: nil).save(to: path)
    return path
  }

  private func expectComparison(
    _ comparison: Comparison?, with network: Network, index: Int, clipped: Bool = false,
    sourceLocation: SourceLocation = #_sourceLocation
  ) {
    let pairs = [(comparison?.first, Fixtures.trained()), (comparison?.second, network)]
    for (found, network) in pairs {
      let expected = Exploration(network, Self.test, index: index, clipped: clipped)
      #expect(found?.index == index, sourceLocation: sourceLocation)
      #expect(found?.curve == expected.curve, sourceLocation: sourceLocation)
      #expect(found?.minimalEpsilon == expected.minimalEpsilon, sourceLocation: sourceLocation)
    }
  }

  // MARK: Beginning

  @Test("without a model to compare with it is the one to begin with, with its accuracy")
  func beginning() throws {
    let bench = Bench()
    try bench.wait { $0.reference?.accuracy != nil && $0.model?.accuracy != nil }
    #expect(bench.seen.reference == bench.seen.model)
    #expect(bench.messages.isEmpty)
  }

  @Test("the shipped model is compared with another that reads the same images")
  func shipped() throws {
    var generator = SeededGenerator(seed: 1)
    let network = Network(inputShape: .mnist, hidden: [4], using: &generator)
    let image = Dataset(
      name: "one", shape: .mnist, pixels: Array(repeating: 9, count: 784), labels: [0])
    func bench(_ checkpoint: Checkpoint) -> Bench {
      Bench(
        Workbench(
          source: DatasetSource(loadTrain: { image }, loadTest: { image }),
          model: (checkpoint, "a test")))
    }
    let one = bench(Checkpoint(network: network, recipe: nil))
    try one.wait { $0.reference?.accuracy != nil }
    #expect(one.seen.reference?.origin == "shipped")
    #expect(one.seen.reference?.version != one.seen.model?.version)
    // Of two that are the same, one is enough.
    let two = bench(try .shipped())
    try two.wait { $0.reference?.accuracy != nil }
    #expect(two.seen.reference?.version == two.seen.model?.version)
  }

  @Test("a model that was given is compared with, and measured")
  func given() throws {
    let bench = Bench(reference: Self.other)
    bench.workbench.explore(index: 7, clipped: true, comparing: .own)
    try bench.wait { $0.comparison != nil && $0.reference?.accuracy != nil }
    expectComparison(bench.seen.comparison, with: Self.other, index: 7, clipped: true)
    let expected = try #require(accuracy(of: Self.other, on: Self.test)).fraction
    #expect(bench.seen.reference?.origin == "another")
    #expect(bench.seen.reference?.accuracy == expected)
    #expect(bench.seen.reference?.version != bench.seen.model?.version)
  }

  @Test("a model that was given and does not fit is reported; that to begin with takes its place")
  func misfit() throws {
    var generator = SeededGenerator(seed: 1)
    let bench = Bench(reference: Network(inputShape: .mnist, hidden: [4], using: &generator))
    try bench.wait { $0.reference?.accuracy != nil && $0.model?.accuracy != nil }
    #expect(bench.messages.map(\.isError) == [true])
    #expect(bench.seen.reference == bench.seen.model)
  }

  // MARK: Requests

  @Test("models are compared only where that is asked for")
  func unasked() throws {
    let bench = Bench(reference: Self.other)
    bench.workbench.explore(index: 3, clipped: false, comparing: .own)
    try bench.wait { $0.comparison?.first.index == 3 }
    bench.workbench.explore(index: 4, clipped: false)
    try bench.wait { $0.exploration?.index == 4 }
    #expect(bench.seen.comparison?.first.index == 3)
  }

  @Test("one request tells both of the same image; of many the last is answered")
  func latestWins() throws {
    let bench = Bench(reference: Self.other)
    for index in 0..<200 {
      let attack = Comparison.Attack.all[index % 3]
      bench.workbench.explore(index: index, clipped: false, comparing: attack)
    }
    try bench.wait { $0.comparison?.first.index == 199 }
    #expect(bench.seen.exploration?.index == 199 && bench.seen.comparison?.second.index == 199)
    #expect(bench.seen.comparison?.attack == Comparison.Attack.all[199 % 3])
  }

  // MARK: Files

  @Test("a file is read, shown, measured and compared with")
  func loading() throws {
    let directory = try TemporaryDirectory()
    let bench = Bench()
    bench.workbench.explore(index: 5, clipped: false, comparing: .own)
    bench.workbench.loadReference(from: try save(in: directory))
    try bench.wait {
      $0.reference?.accuracy != nil && $0.reference?.version != 0 && $0.comparison != nil
    }
    #expect(bench.seen.reference?.origin == "other.safetensors")
    expectComparison(bench.seen.comparison, with: Self.other, index: 5)
    #expect(bench.seen.model?.origin == "a test")
  }

  @Test("an assumed activation is said with the name of the file")
  func assumed() throws {
    let directory = try TemporaryDirectory()
    let path = directory.path("bare.safetensors")
    var file = Checkpoint(network: Self.other, recipe: nil).safetensors
    file.metadata = [:]
    try Data(file.encoded()).write(to: URL(fileURLWithPath: path))
    let bench = Bench()
    bench.workbench.loadReference(from: path)
    try bench.wait { $0.reference?.origin == "bare.safetensors, ReLU assumed" }
  }

  @Test("a file that can't be read or does not fit is a message, and nothing changes")
  func fileErrors() throws {
    let directory = try TemporaryDirectory()
    var generator = SeededGenerator(seed: 1)
    let digits = Network(inputShape: .mnist, hidden: [4], using: &generator)
    let misfit = try save(digits, in: directory)
    try directory.write(Array("no model".utf8), "damaged")
    let bench = Bench()
    try bench.wait { $0.reference?.accuracy != nil }
    let before = bench.seen.reference
    let cases = [
      ("/no/such/file", "no such file"), (directory.path("damaged"), "safetensors"),
      (misfit, "expected a model that reads images of 36 pixels (quarters test), found"),
    ]
    for (number, (path, sentence)) in cases.enumerated() {
      bench.workbench.loadReference(from: path)
      try bench.wait { _ in bench.messages.count == number + 1 }
      #expect(bench.messages[number].isError)
      #expect(bench.messages[number].text.contains(sentence), "\(bench.messages[number].text)")
      #expect(bench.messages[number].text.contains(path))
    }
    #expect(bench.seen.reference == before)
  }

  @Test("a file that is overtaken by a later request is not shown")
  func overtaken() throws {
    let directory = try TemporaryDirectory()
    let gate = DispatchSemaphore(value: 0)
    let bench = Bench(.quarters(testGate: gate))
    bench.workbench.loadReference(from: try save(in: directory))
    bench.workbench.loadReference(from: "/no/such/file")
    gate.signal()
    try bench.wait { $0.reference?.accuracy != nil && !bench.messages.isEmpty }
    #expect(bench.seen.reference?.origin == "a test")
  }

  // MARK: Keeping

  @Test("the model on show is kept, whatever becomes of it in training")
  func keeping() throws {
    let bench = Bench(reference: Self.other)
    try bench.wait { $0.reference?.accuracy != nil && $0.model?.accuracy != nil }
    bench.workbench.keepAsReference()
    bench.collect()
    #expect(bench.seen.reference == bench.seen.model)
    bench.workbench.explore(index: 2, clipped: false, comparing: .own)
    bench.workbench.train(Fixtures.settings)
    try bench.wait { $0.training??.phase == .finished }
    let trained = try #require(bench.seen.exploration).ray.network
    try bench.wait { $0.comparison?.first.ray.network == $0.exploration?.ray.network }
    #expect(bench.seen.comparison?.second.ray.network == Fixtures.trained())
    #expect(trained != Fixtures.trained())
    #expect(bench.seen.reference?.origin == "a test")
  }

  @Test("a trained model is kept with its recipe, and stays after a reset")
  func keepingTrained() throws {
    var settings = Fixtures.settings
    settings.adversarial = AdversarialObjective(alpha: 0.5, epsilon: 0.1)
    let bench = Bench()
    bench.workbench.explore(index: 2, clipped: false, comparing: .own)
    bench.workbench.train(settings)
    try bench.wait { $0.training??.phase == .finished && $0.model?.origin == "training" }
    let model = try #require(bench.seen.model)
    bench.workbench.keepAsReference()
    bench.workbench.resetTraining()
    try bench.wait { $0.comparison?.first.ray.network == Fixtures.trained() }
    let reference = try #require(bench.seen.reference)
    #expect(reference.origin == "kept at epoch 3")
    #expect(reference.version == model.version && reference.accuracy == model.accuracy)
    #expect(reference.adversarialEpsilon == 0.1)
    #expect(bench.seen.model?.origin == "a test" && bench.seen.model?.adversarialEpsilon == nil)
    #expect(bench.seen.comparison?.second.ray.network != Fixtures.trained())
  }

  @Test("a model kept within an epoch is measured as it is")
  func keepingHalfway() throws {
    var settings = Fixtures.settings
    settings.epochs = 100_000
    let bench = Bench()
    bench.workbench.explore(index: 2, clipped: false, comparing: .own)
    bench.workbench.train(settings)
    try bench.wait { ($0.training??.epochsDone ?? 0) > 1.2 }
    bench.workbench.pauseTraining()
    bench.workbench.keepAsReference()
    try bench.wait { $0.reference?.origin != "a test" && $0.reference?.accuracy != nil }
    let version = bench.seen.reference?.version
    try bench.wait { $0.comparison != nil && $0.reference?.version == version }
    let kept = try #require(bench.seen.comparison).second.ray.network
    let expected = try #require(accuracy(of: kept, on: Self.test)).fraction
    #expect(bench.seen.reference?.accuracy == expected)
    #expect(bench.seen.reference?.origin.hasPrefix("kept at epoch ") == true)
    bench.workbench.stopTraining()
  }

  @Test("no comparison is told under the name of another model")
  func names() throws {
    let directory = try TemporaryDirectory()
    let path = try save(in: directory)
    let bench = Bench()
    try bench.wait { $0.reference?.accuracy != nil }
    for index in 0..<40 {
      bench.workbench.explore(index: index, clipped: false, comparing: .own)
      bench.workbench.loadReference(from: path)
      bench.workbench.explore(index: index + 1, clipped: false, comparing: .own)
      if index.isMultiple(of: 3) { bench.workbench.keepAsReference() }
      for _ in 0..<4 {
        let news = bench.workbench.collect()
        if let reference = news.reference, let comparison = news.comparison {
          let network = reference.version == 0 ? Fixtures.trained() : Self.other
          #expect(comparison.second.ray.network == network)
        }
        Thread.sleep(forTimeInterval: 0.0005)
      }
    }
  }

  @Test("before there is a model nothing is kept")
  func early() throws {
    let gate = DispatchSemaphore(value: 0)
    let bench = Bench(.quarters(testGate: gate), reference: Self.other)
    bench.workbench.keepAsReference()
    gate.signal()
    try bench.wait { $0.reference?.accuracy != nil }
    #expect(bench.seen.reference?.origin == "another")
  }
}
