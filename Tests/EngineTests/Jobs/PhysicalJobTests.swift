import Foundation
import Testing

@testable import Engine

@Suite("What photographs destroy, found in the background")
struct PhysicalJobTests {
  private static let train = Fixtures.quarters(2000, name: "quarters train")
  private static let test = Fixtures.quarters(200, seed: 2, name: "quarters test")

  private static func choice(_ kind: any Attack.Type, epsilon: Float) -> AttackChoice {
    var choice = AttackChoice(kind)
    choice.epsilon = epsilon
    return choice
  }

  /// So many steps in so small a ball that it never ends by itself.
  private static let endless: AttackChoice = {
    var choice = Self.choice(ProjectedGradientDescent.self, epsilon: 0.001)
    choice.settings[0].value = 100_000
    return choice
  }()

  @Test("of each attack it finds what the measurements themselves find")
  func same() throws {
    let bench = try Bench().ready()
    let choices: [AttackSlot: AttackChoice] = [
      .first: Self.choice(FastGradientSign.self, epsilon: 0.3),
      .second: Self.choice(ProjectedGradientDescent.self, epsilon: 0.2),
    ]
    bench.workbench.measurePhysical(choices, images: 120)
    try bench.wait { $0.physical?.phase == .finished }
    let found = try #require(bench.seen.physical)
    let data = Self.test.prefix(120)
    let network = Fixtures.trained()
    #expect(found.images == 120 && found.dataset == "quarters test" && found.fraction == 1)
    for (slot, choice) in choices {
      var run = try choice.run(isClipped: true)
      run.labels = .predicted
      let result = try run(on: network, data)
      let findings = try #require(found.findings[slot])
      #expect(findings.rates == DestructionRate.measure(result, of: network, on: data))
      #expect((findings.adversarial ?? 0) > 10)
      #expect(
        findings.errors
          == ErrorTally(result, of: network, on: data, means: ClassMeans(of: Self.train)))
      #expect(findings.errors?.total == result.fallen)
    }
    #expect(found.findings[.first] != found.findings[.second])
  }

  @Test("what is done never shrinks, and rates come one after the other")
  func live() throws {
    let pictures = Guarded<[PhysicalProgress]>([])
    let network = Fixtures.trained()
    let job = PhysicalJob(
      [.first: Self.choice(FastGradientSign.self, epsilon: 0.3)], on: network,
      ModelNews(architecture: "a", origin: "b"), Self.test,
      means: Lazy { ClassMeans(of: Self.train) }
    ) { _, progress in pictures.withLock { $0.append(progress) } }
    job.start()
    let end = ContinuousClock.now + .seconds(30)
    while pictures.withLock({ $0.last?.phase == .running }), ContinuousClock.now < end {
      Thread.sleep(forTimeInterval: 0.01)
    }
    let seen = pictures.withLock(\.self)
    #expect(seen.last?.phase == .finished && seen.last?.fraction == 1)
    #expect(zip(seen, seen.dropFirst()).allSatisfy { $0.fraction <= $1.fraction })
    let counts = Set(seen.map { $0.findings[.first]?.rates.count ?? 0 })
    #expect(counts == Set(0...PhotoTransformation.all.count))
  }

  @Test("a cancelled job says so, and finds nothing more")
  func cancelling() throws {
    let bench = try Bench().ready()
    bench.workbench.measurePhysical([.first: Self.endless], images: 200)
    try bench.wait { $0.physical?.phase == .running }
    bench.workbench.cancelPhysical()
    try bench.wait { $0.physical?.phase == .cancelled }
    Thread.sleep(forTimeInterval: 0.1)
    bench.collect()
    #expect(bench.seen.physical?.phase == .cancelled)
    #expect(bench.seen.physical?.findings.isEmpty == true)
  }

  @Test("a new request takes the place of the one before, and training of neither")
  func replacing() throws {
    let bench = try Bench().ready()
    bench.workbench.measurePhysical([.first: Self.endless], images: 200)
    try bench.wait { $0.physical?.phase == .running }
    bench.workbench.train(Fixtures.settings)
    try bench.wait { $0.training??.phase == .finished }
    #expect(bench.seen.physical?.phase == .running && bench.seen.physical?.model.version == 0)
    bench.workbench.measurePhysical(
      [.first: Self.choice(FastGradientSign.self, epsilon: 0.3)], images: 50)
    try bench.wait { $0.physical?.phase == .finished }
    #expect(bench.seen.physical?.images == 50)
    #expect((bench.seen.physical?.model.version ?? 0) > 0)
    bench.collect()
    #expect(bench.seen.physical?.choices[.first]?.name == "fgsm")
  }

  @Test("an attack that makes no sense says why")
  func failing() throws {
    let bench = try Bench().ready()
    var choice = AttackChoice(FastGradientSign.self)
    choice.goal = .target(9)
    bench.workbench.measurePhysical([.first: choice], images: 10)
    let reason = "\(AttackError.unknownTarget(9, classes: 4))"
    try bench.wait { $0.physical?.phase == .failed(reason) }
  }
}
