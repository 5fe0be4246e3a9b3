import Foundation
import Testing

@testable import Engine

@Suite("Analysis on the workbench")
struct AnalysisTests {
  private static let test = Fixtures.quarters(300, seed: 2, name: "quarters test")
  private static let source = DatasetSource(
    loadTrain: { Fixtures.quarters(600, name: "quarters train") }, loadTest: { test })

  @Test("it finds the smallest ε of each image, bit for bit", arguments: [false, true])
  func results(clipped: Bool) throws {
    let bench = try Bench(Self.source).ready()
    bench.workbench.analyse(clipped: clipped)
    try bench.wait { $0.analysis?.phase == .finished }
    let analysis = try #require(bench.seen.analysis)
    let expected = minimalEpsilons(of: Fixtures.trained(), on: Self.test, clipped: clipped)
    #expect(analysis.results == expected)
    #expect(analysis.isClipped == clipped)
    #expect(analysis.fraction == 1)
    #expect(analysis.model.architecture == "mlp 12" && analysis.model.version == 0)
    #expect(analysis.dataset.name == "quarters test")
    let values = try #require(expected).compactMap(\.value).map(Double.init).sorted()
    #expect(analysis.all.fit == TruncatedNormal.fit(to: values))
    #expect(analysis.ofLabel.reduce(0) { $0 + $1.distribution.images } == 300)
  }

  @Test("the easiest images come first, those that nothing has misread last")
  func order() {
    let data = Fixtures.quarters(6)
    let analysis = AnalysisProgress(
      phase: .running, model: ModelNews(architecture: "", origin: ""), dataset: data,
      isClipped: false,
      results: [.at(0.3), MinimalEpsilon.none, nil, .misreadAsItIs, .at(0.1), .at(0.3)])
    #expect(analysis.easiestFirst == [3, 4, 0, 5, 1])
    #expect(analysis.done == 5)
    #expect(analysis.all.fit == nil && analysis.all.kolmogorovSmirnov == nil)
  }

  @Test("once training has gone on, the result belongs to another version of the model")
  func versions() throws {
    let bench = try Bench(Self.source).ready()
    bench.workbench.analyse(clipped: false)
    try bench.wait { $0.analysis?.phase == .finished }
    #expect(bench.seen.analysis?.model.version == bench.seen.model?.version)
    bench.workbench.train(Fixtures.settings)
    try bench.wait { $0.training??.phase == .finished }
    #expect(bench.seen.analysis?.model.version != bench.seen.model?.version)
    bench.workbench.analyse(clipped: false)
    try bench.wait {
      $0.analysis?.phase == .finished && $0.analysis?.model.version == $0.model?.version
    }
    bench.workbench.resetTraining()
    try bench.wait { $0.model?.version == 0 }
  }

  @Test("it is cancelled within 100 ms, and nothing comes of it afterwards", arguments: [0, 5, 50])
  func cancelling(milliseconds: Int) throws {
    let many = Fixtures.quarters(3000, seed: 3)
    let source = DatasetSource(loadTrain: { many }, loadTest: { many })
    let bench = try Bench(source, model: Fixtures.network(hidden: [128, 128])).ready()
    bench.workbench.analyse(clipped: false)
    Thread.sleep(forTimeInterval: Double(milliseconds) / 1000)
    let clock = ContinuousClock()
    let start = clock.now
    bench.workbench.cancelAnalysis()
    try bench.wait { $0.analysis?.phase == .cancelled }
    #expect(clock.now - start < .milliseconds(100) * slowness)
    let analysis = try #require(bench.seen.analysis)
    #expect(analysis.fraction < 1)
    Thread.sleep(forTimeInterval: 0.1)
    #expect(!bench.isAwake(within: 0.05))
  }

  @Test("a new analysis takes the place of the one before")
  func replacing() throws {
    let bench = try Bench(Self.source).ready()
    for _ in 0..<5 { bench.workbench.analyse(clipped: false) }
    bench.workbench.analyse(clipped: true)
    try bench.wait { $0.analysis?.phase == .finished }
    #expect(bench.seen.analysis?.isClipped == true)
    Thread.sleep(forTimeInterval: 0.05)
    bench.collect()
    #expect(bench.seen.analysis?.isClipped == true)
    #expect(bench.seen.analysis?.phase == .finished)
  }

  @Test("before the model is there, nothing happens")
  func early() throws {
    struct Gone: Error {}
    let bench = Bench(
      DatasetSource(loadTrain: { throw Gone() }, loadTest: { throw Gone() }), model: nil)
    bench.workbench.analyse(clipped: false)
    bench.workbench.cancelAnalysis()
    try bench.wait { $0.dataset != nil }
    #expect(bench.seen.analysis == nil)
  }
}
