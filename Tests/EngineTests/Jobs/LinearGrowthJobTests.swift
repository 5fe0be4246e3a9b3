import Foundation
import Testing

@testable import Engine

@Suite("Linear growth on the workbench")
struct LinearGrowthJobTests {
  private static let train = Fixtures.quarters(600, name: "quarters train")
  private static let test = Fixtures.quarters(300, seed: 2, name: "quarters test")
  private static let experiment = LinearGrowthExperiment(epsilon: 0.02, images: 400, epochs: 2)
  /// Long enough that it never ends by itself.
  private static let endless = LinearGrowthExperiment(epochs: 100_000)

  /// A workbench whose images are there.
  private func bench(
    loadTrain: @escaping @Sendable () throws -> Dataset = { Self.train }
  ) throws -> Bench {
    try Bench(DatasetSource(loadTrain: loadTrain, loadTest: { Self.test }), model: nil).ready()
  }

  @Test("it measures every resolution that blocks cover, as without a workbench")
  func results() throws {
    let bench = try bench()
    bench.workbench.measureLinearGrowth(Self.experiment)
    try bench.wait { $0.linearGrowth?.phase == .finished }
    let growth = try #require(bench.seen.linearGrowth)
    // 6×6 can be halved and doubled, but not quartered.
    #expect(growth.shapes.map(\.height) == [3, 6, 12])
    #expect(growth.points.map(\.pixels) == [9, 36, 144])
    #expect(growth.train == "quarters train" && growth.test == "quarters test")
    #expect(growth.images == 400 && growth.experiment == Self.experiment)
    #expect(growth.exponent == LinearGrowth.exponent(growth.points) && growth.exponent != nil)
    for (point, resampling) in zip(growth.points, [Resampling.mean(2), .repeated(1), .repeated(2)])
    {
      let alone = try Self.experiment.measure(at: resampling, train: Self.train, test: Self.test)
      #expect(point == alone)
      #expect(abs(point.measuredChange / point.predictedChange - 1) < 1e-3)
    }
  }

  @Test("pictures come while it runs, the figures so far unchanged")
  func live() throws {
    let bench = try bench()
    bench.workbench.measureLinearGrowth(
      LinearGrowthExperiment(epsilon: 0.02, images: 600, epochs: 60))
    try bench.wait { $0.linearGrowth?.points.count ?? 0 > 0 }
    let first = try #require(bench.seen.linearGrowth)
    #expect(first.phase == .running || first.points.count == 3)
    #expect(first.exponent == nil || first.points.count == 3)
    try bench.wait { $0.linearGrowth?.phase == .finished }
    let points = try #require(bench.seen.linearGrowth).points
    #expect(points.count == 3 && points.starts(with: first.points))
  }

  @Test("it is cancelled at any moment, and nothing comes of it afterwards", arguments: [0, 5, 50])
  func cancelling(milliseconds: Int) throws {
    let bench = try bench()
    bench.workbench.measureLinearGrowth(Self.endless)
    Thread.sleep(forTimeInterval: Double(milliseconds) / 1000)
    bench.workbench.cancelLinearGrowth()
    try bench.wait { $0.linearGrowth?.phase == .cancelled }
    #expect(bench.seen.linearGrowth?.exponent == nil)
    Thread.sleep(forTimeInterval: 0.1)
    #expect(!bench.isAwake(within: 0.05))
  }

  @Test("a new experiment takes the place of the one before, of which nothing is heard again")
  func replacing() throws {
    let bench = try bench()
    for _ in 0..<3 { bench.workbench.measureLinearGrowth(Self.endless) }
    bench.workbench.measureLinearGrowth(Self.experiment)
    try bench.wait { $0.linearGrowth?.phase == .finished }
    Thread.sleep(forTimeInterval: 0.05)
    bench.collect()
    #expect(bench.seen.linearGrowth?.experiment == Self.experiment)
    #expect(bench.seen.linearGrowth?.phase == .finished)
    // What has ended can't be cancelled.
    bench.workbench.cancelLinearGrowth()
    bench.collect()
    #expect(bench.seen.linearGrowth?.phase == .finished)
  }

  @Test("training images that can't be read are reported with the reason")
  func unreadable() throws {
    struct Gone: Error, CustomStringConvertible { let description = "they are gone" }
    let bench = try bench { throw Gone() }
    bench.workbench.measureLinearGrowth(Self.experiment)
    try bench.wait { $0.linearGrowth?.phase == .failed("they are gone") }
    #expect(bench.seen.linearGrowth?.points.isEmpty == true)
  }

  @Test("before the images are there, nothing happens")
  func early() throws {
    struct Gone: Error {}
    let bench = Bench(
      DatasetSource(loadTrain: { throw Gone() }, loadTest: { throw Gone() }), model: nil)
    bench.workbench.measureLinearGrowth(Self.experiment)
    bench.workbench.cancelLinearGrowth()
    try bench.wait { $0.dataset != nil }
    #expect(bench.seen.linearGrowth == nil)
  }
}
