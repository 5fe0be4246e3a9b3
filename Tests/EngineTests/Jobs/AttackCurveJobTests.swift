import Foundation
import Testing

@testable import Engine

@Suite("Curves of attacks that fill in")
struct AttackCurveJobTests {
  private static let test = Fixtures.quarters(200, seed: 2, name: "quarters test")
  private static let network = Fixtures.trained()

  /// An image that is read right.
  private static let index =
    (0..<test.count).first { network.predictions(test.image($0))[0] == test.label($0) } ?? 0

  private static let descent = AttackCurve.choice(ProjectedGradientDescent.self)

  /// So many steps that one ε takes longer than any test.
  private static let endless: AttackChoice = {
    var choice = descent
    choice.settings[0].value = 100_000
    choice.settings[2].value = 1000
    return choice
  }()

  /// So many steps that one ε takes a while.
  private static let slow: AttackChoice = {
    var choice = descent
    choice.settings[0].value = 2000
    return choice
  }()

  private func isFull(_ curve: AttackCurve?, upTo end: Float) -> Bool {
    curve.map { $0.progress(upTo: end) == (51, 51) } ?? false
  }

  /// Pictures of a job in order, and when they came.
  private final class Pictures: Sendable {
    let all = Guarded<[AttackCurve]>([])
    var last: AttackCurve? { all.withLock(\.last) }

    func wait(_ condition: (AttackCurve) -> Bool) throws {
      let end = ContinuousClock.now + .seconds(30)
      while !(last.map(condition) ?? false) {
        guard ContinuousClock.now < end else { throw Bench.Timeout() }
        Thread.sleep(forTimeInterval: 0.002)
      }
    }
  }

  private func job(_ choice: AttackChoice, isQuiet: Bool = false) -> (AttackCurveJob, Pictures) {
    let pictures = Pictures()
    let curve = AttackCurve(
      choice, isClipped: false, of: Self.network, Self.test, index: Self.index)
    let job = AttackCurveJob(curve, of: Self.network, isQuiet: isQuiet) { _, curve in
      pictures.all.withLock { $0.append(curve) }
    }
    return (job, pictures)
  }

  @Test("a curve fills in to what the attack finds at every ε, at once")
  func whole() throws {
    let bench = try Bench().ready()
    bench.workbench.attackCurve(
      index: Self.index, Self.descent, clipped: true, at: 0.1, upTo: 0.25)
    try bench.wait { isFull($0.attackCurve, upTo: 0.25) }
    let curve = try #require(bench.seen.attackCurve)
    let whole = try AttackCurve(
      whole: Self.descent, isClipped: true, of: Self.network, Self.test, index: Self.index,
      within: curve.points.map(\.epsilon))
    #expect(curve == whole)
  }

  @Test("the ε that is looked at comes first, and next where it moves in the middle of work")
  func newestFirst() throws {
    let (job, pictures) = job(Self.slow)
    job.want(at: 0.111, upTo: 0.25)
    try pictures.wait { $0.point(at: 0.111) != nil }
    #expect(pictures.last?.points.count == 2)
    try pictures.wait { $0.points.count >= 4 }
    let before = pictures.last?.points.count ?? 0
    job.want(at: 0.222, upTo: 0.25)
    try pictures.wait { $0.point(at: 0.222) != nil }
    // At most one that was done by the time it was asked for comes before it.
    #expect((pictures.last?.points.count ?? 0) <= before + 2)
    job.cancel()
  }

  @Test("an ε that is no longer looked at is given up for the one that is")
  func passedOver() throws {
    let (job, pictures) = job(Self.slow)
    job.want(at: 0.2, upTo: 0.25)
    job.want(at: 0.1, upTo: 0.25)
    try pictures.wait { $0.point(at: 0.1) != nil }
    #expect(pictures.last?.point(at: 0.2) == nil)
    job.cancel()
  }

  @Test("a cancelled job ends within 100 ms, and goes on where it was")
  func cancelling() throws {
    let (job, pictures) = job(Self.slow)
    job.want(at: 0.1, upTo: 0.25)
    try pictures.wait { $0.points.count >= 3 }
    job.cancel()
    Thread.sleep(forTimeInterval: 0.1)
    let count = pictures.all.withLock(\.count)
    Thread.sleep(forTimeInterval: 0.2)
    #expect(pictures.all.withLock(\.count) == count)
    let points = pictures.last?.points.count ?? 0
    job.want(at: 0.1, upTo: 0.25)
    try pictures.wait { $0.points.count > points }
    #expect((pictures.last?.points.count ?? 0) >= points)
    job.cancel()
  }

  @Test("an attack that is cancelled asks the model nothing more")
  func silence() throws {
    let curve = AttackCurve(
      Self.endless, isClipped: false, of: Self.network, Self.test, index: Self.index)
    let refusals = Guarded(0)
    let cancelled = Guarded<ContinuousClock.Instant?>(nil)
    DispatchQueue.global().asyncAfter(deadline: .now() + 0.05) { cancelled.withLock { $0 = .now } }
    let point = try curve.find(within: 0.1, on: Self.network) {
      let isCancelled = cancelled.withLock { $0 != nil }
      if isCancelled { refusals.withLock { $0 += 1 } }
      return isCancelled
    }
    let end = ContinuousClock.now
    let seen = cancelled.withLock { $0 }
    let time = try #require(seen)
    #expect(point == nil && refusals.withLock(\.self) == 1)
    #expect(end - time < .milliseconds(100))
  }

  @Test(
    "another image, attack or rule takes the place of a curve, and no picture of it comes after")
  func replaced() throws {
    let bench = try Bench().ready()
    let others: [(Int, AttackChoice, Bool)] = [
      (Self.index + 1, Self.descent, false), (Self.index, Self.endless, false),
      (Self.index, Self.descent, true),
    ]
    for (index, choice, clipped) in others {
      bench.workbench.attackCurve(
        index: Self.index, Self.slow, clipped: false, at: 0.1, upTo: 0.25)
      try bench.wait { $0.attackCurve?.choice == Self.slow }
      bench.workbench.attackCurve(index: index, choice, clipped: clipped, at: 0, upTo: 0.25)
      bench.collect()
      Thread.sleep(forTimeInterval: 0.1)
      if let late = bench.workbench.collect().attackCurve {
        #expect(late.index == index && late.choice == choice && late.isClipped == clipped)
      }
    }
    bench.workbench.cancelAttackCurve()
  }

  @Test("another range keeps what is known")
  func range() throws {
    let (job, pictures) = job(Self.descent)
    job.want(at: 0.1, upTo: 0.25)
    try pictures.wait { isFull($0, upTo: 0.25) }
    let known = pictures.last?.points ?? []
    job.want(at: 0.1, upTo: 0.5)
    try pictures.wait { isFull($0, upTo: 0.5) }
    let after = try #require(pictures.last)
    #expect(known.allSatisfy { after.point(at: $0.epsilon) != nil })
    #expect(after.points.count > known.count)
  }

  @Test("a quiet job says nothing before the curve has a shape")
  func quiet() throws {
    let (job, pictures) = job(Self.descent, isQuiet: true)
    job.want(at: 0.111, upTo: 0.25)
    try pictures.wait { isFull($0, upTo: 0.25) }
    #expect(pictures.all.withLock { $0.allSatisfy { $0.isRough(upTo: 0.25) } })
  }

  @Test("when all is known nothing more is told")
  func idle() throws {
    let (job, pictures) = job(Self.descent)
    job.want(at: 0.1, upTo: 0.25)
    try pictures.wait { isFull($0, upTo: 0.25) && $0.next(at: 0.1, upTo: 0.25) == nil }
    let count = pictures.all.withLock(\.count)
    Thread.sleep(forTimeInterval: 0.1)
    #expect(pictures.all.withLock(\.count) == count)
  }

  @Test("in training a curve follows the model, and each one that is shown has a shape")
  func training() throws {
    let bench = try Bench().ready()
    bench.workbench.attackCurve(
      index: Self.index, Self.descent, clipped: false, at: 0.1, upTo: 0.25)
    try bench.wait { isFull($0.attackCurve, upTo: 0.25) }
    bench.workbench.train(Fixtures.settings)
    var versions: Set<Int> = []
    try bench.wait { news in
      if let curve = news.attackCurve, curve.modelVersion > 0 {
        versions.insert(curve.modelVersion)
        #expect(curve.isRough(upTo: 0.25))
      }
      return news.training??.phase == .finished
        && news.attackCurve?.modelVersion == news.model?.version
        && isFull(news.attackCurve, upTo: 0.25)
    }
    bench.workbench.resetTraining()
    try bench.wait {
      $0.attackCurve?.modelVersion == 0 && isFull($0.attackCurve, upTo: 0.25)
    }
  }
}
