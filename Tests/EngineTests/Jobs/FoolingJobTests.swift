import Foundation
import Testing

@testable import Engine

@Suite("Fooling images that are watched")
struct FoolingJobTests {
  private static let network = Fixtures.trained()

  /// A network that no image makes sure of anything: its runs never end by themselves.
  private static let unsure: Network = {
    let dense = Dense(
      weights: Matrix(rows: 4, columns: 36, values: (0..<144).map { Float($0 % 7 - 3) * 1e-3 }),
      biases: [0, 0, 0, 0])
    return Network(inputShape: ImageShape(height: 6, width: 6), layers: [.dense(dense)])
  }()

  /// What the command line makes for one class.
  private func alone(_ method: FoolingMethod, target: Int, seed: UInt64) throws -> FoolingRun {
    let settings = FoolingSettings(method, target: target)
    var generator = settings.generator(seed: seed)
    var run = try FoolingRun(settings, of: Self.network, using: &generator)
    while !run.isFinished { run.advance(using: &generator) }
    return run
  }

  @Test(
    "each class gets what it gets alone, and the model is as sure as it was to be",
    arguments: FoolingMethod.allCases)
  func same(method: FoolingMethod) throws {
    let bench = try Bench().ready()
    bench.workbench.fool(method, seed: 7, pace: .full)
    try bench.wait { $0.fooling?.phase == .finished }
    let progress = try #require(bench.seen.fooling)
    #expect(progress.method == method && progress.seed == 7 && progress.targets.count == 4)
    #expect(progress.successes == 4 && progress.confidence == 0.99)
    var starts: [Float] = []
    for (target, made) in progress.targets.enumerated() {
      let run = try alone(method, target: target, seed: 7)
      #expect(made.best == run.best && made.hasSucceeded && made.isFinished)
      #expect(made.round == run.round && made.queries == run.queries)
      #expect(made.points.first?.round == 0 && made.points.last?.round == run.round)
      #expect(made.points.last?.confidence == run.best.confidence)
      starts.append(try #require(made.best?.pixels.first))
    }
    #expect(Set(starts).count == 4, "each class has its own stream")
    #expect(progress.round == progress.targets.map(\.round).max())
    let whole = try FoolingProgress(
      method, seed: 7, of: Self.network, progress.model, rounds: 10_000)
    #expect(whole == progress)
  }

  @Test("while it is paused it stands still, takes single rounds, and goes on")
  func stepping() throws {
    let bench = try Bench(model: Self.unsure).ready()
    bench.workbench.fool(.evolution, seed: 1, pace: .full, isPaused: true)
    try bench.wait { $0.fooling?.phase == .paused && $0.fooling?.targets[3].best != nil }
    #expect(bench.seen.fooling?.round == 0)
    for round in 1...4 {
      bench.workbench.stepFooling()
      try bench.wait { $0.fooling?.targets.allSatisfy { $0.round == round } ?? false }
      #expect(bench.seen.fooling?.phase == .paused)
    }
    Thread.sleep(forTimeInterval: 0.1)
    bench.collect()
    #expect(bench.seen.fooling?.round == 4)

    bench.workbench.resumeFooling()
    try bench.wait { ($0.fooling?.round ?? 0) > 10 }
    #expect(bench.seen.fooling?.phase == .running)
    bench.workbench.pauseFooling()
    try bench.wait { $0.fooling?.phase == .paused }
    Thread.sleep(forTimeInterval: 0.1)
    bench.collect()
    let round = bench.seen.fooling?.round
    Thread.sleep(forTimeInterval: 0.1)
    bench.collect()
    #expect(bench.seen.fooling?.round == round)
  }

  @Test(
    "once cancelled it says so within a tenth of a second, and makes nothing more",
    arguments: FoolingMethod.allCases, [Pace.slow, .full])
  func cancelling(method: FoolingMethod, pace: Pace) throws {
    let bench = try Bench(model: Self.unsure).ready()
    bench.workbench.fool(method, seed: 1, pace: pace)
    try bench.wait { ($0.fooling?.round ?? 0) > 0 }
    let start = ContinuousClock.now
    bench.workbench.cancelFooling()
    try bench.wait { $0.fooling?.phase == .cancelled }
    #expect(ContinuousClock.now - start < .milliseconds(100))
    let round = bench.seen.fooling?.round
    bench.workbench.resumeFooling()
    bench.workbench.stepFooling()
    Thread.sleep(forTimeInterval: 0.1)
    bench.collect()
    #expect(bench.seen.fooling?.round == round && bench.seen.fooling?.phase == .cancelled)
  }

  @Test("rounds come at the pace that is set")
  func pace() throws {
    let bench = try Bench(model: Self.unsure).ready()
    bench.workbench.fool(.ascent, seed: 1, pace: .slow)
    try bench.wait { ($0.fooling?.round ?? 0) > 0 }
    Thread.sleep(forTimeInterval: 0.6)
    bench.collect()
    #expect((2...5).contains(bench.seen.fooling?.round ?? 0))
    bench.workbench.setFoolingPace(.full)
    try bench.wait { ($0.fooling?.round ?? 0) > 50 }
  }

  @Test("a new request takes the place of the one before")
  func replacing() throws {
    let bench = try Bench(model: Self.unsure).ready()
    bench.workbench.fool(.evolution, seed: 1, pace: .full)
    try bench.wait { ($0.fooling?.round ?? 0) > 2 }
    bench.workbench.fool(.ascent, seed: 2, pace: .full)
    try bench.wait { $0.fooling?.method == .ascent && ($0.fooling?.round ?? 0) > 20 }
    #expect(bench.seen.fooling?.seed == 2)
  }

  @Test("it keeps to its model where another is put on show")
  func stale() throws {
    let bench = try Bench(model: Self.unsure).ready()
    bench.workbench.fool(.ascent, seed: 1, pace: .quick)
    try bench.wait { ($0.fooling?.round ?? 0) > 0 }
    bench.workbench.train(Fixtures.settings)
    try bench.wait { ($0.model?.version ?? 0) > 0 }
    let round = bench.seen.fooling?.round ?? 0
    try bench.wait { ($0.fooling?.round ?? 0) > round + 5 }
    #expect(bench.seen.fooling?.model.version == 0 && bench.seen.fooling?.phase == .running)
    bench.workbench.cancelFooling()
  }

  @Test("an image is saved as the command saves it, or the reason why not is told")
  func saving() throws {
    let directory = try TemporaryDirectory()
    let bench = try Bench().ready()
    let shape = ImageShape(height: 6, width: 6)
    let image = FoolingImage(pixels: (0..<36).map { Float($0) / 35 }, confidence: 0.5)
    bench.workbench.savePicture(image, of: shape, to: directory.path("a.pgm"))
    bench.workbench.savePicture(image, of: shape, to: directory.path("missing/a.pgm"))
    bench.workbench.finishSaving()
    bench.collect()
    #expect(bench.messages.map(\.isError) == [false, true])
    let saved = try Data(contentsOf: URL(filePath: directory.path("a.pgm")))
    #expect(saved == Netpbm.file(image.pixels, shape: shape))
    #expect(bench.messages[1].text.contains(directory.path("missing/a.pgm")))
  }

  @Test("all rounds used up, it ends without having fooled the model")
  func exhausted() throws {
    let bench = try Bench(model: Self.unsure).ready()
    bench.workbench.fool(.ascent, seed: 1, pace: .full)
    try bench.wait { $0.fooling?.phase == .finished }
    let progress = try #require(bench.seen.fooling)
    #expect(progress.successes == 0 && progress.targets.allSatisfy { $0.round == 5000 })
    let rounds = progress.targets[2].points.map(\.round)
    #expect(rounds.first == 0 && rounds.last == 5000 && rounds.count < 600)
  }
}

@Suite("Thinned series")
struct ThinnedSeriesTests {
  @Test("first and last value stay, and the others stand evenly apart", arguments: 1...200)
  func even(count: Int) {
    var series = ThinnedSeries<Int>(most: 16)
    for value in 0..<count { series.append(value) }
    let values = series.values
    #expect(series.count == count && values.count <= 17)
    #expect(values.first == 0 && values.last == count - 1)
    if count <= 16 { #expect(values == Array(0..<count)) }
    let gaps = Set(zip(values, values.dropFirst().dropLast()).map { $1 - $0 })
    #expect(gaps.count <= 1)
  }
}
