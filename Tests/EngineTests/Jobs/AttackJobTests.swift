import Foundation
import Testing

@testable import Engine

@Suite("Attacks that are watched")
struct AttackJobTests {
  private static let test = Fixtures.quarters(200, seed: 2, name: "quarters test")

  /// So many steps in so small a ball that it never ends by itself.
  private static let endless: AttackChoice = {
    var choice = AttackChoice(ProjectedGradientDescent.self)
    choice.epsilon = 0.001
    choice.settings[0].value = 100_000
    return choice
  }()

  /// An image that is read right.
  private static let index =
    (0..<test.count).first {
      Fixtures.trained().predictions(test.image($0))[0] == test.label($0)
    } ?? 0

  @Test("a watched attack comes to the same as one that is made at once")
  func same() throws {
    let bench = try Bench().ready()
    var choice = AttackChoice(ProjectedGradientDescent.self)
    choice.epsilon = 0.3
    bench.workbench.attack(
      index: Self.index, [.first: choice], clipped: true, pace: .full)
    try bench.wait { $0.attacks[.first].map { !$0.phase.isActive } ?? false }
    let trace = try #require(bench.seen.attacks[.first])
    let whole = try AttackTrace(
      whole: choice, isClipped: true, of: Fixtures.trained(), trace.model, Self.test,
      index: Self.index)
    #expect(trace.phase == whole.phase && trace.points == whole.points)
    #expect(trace.image == whole.image && trace.best == whole.best)
    guard case .finished(.fallen(let example, let size)) = trace.phase else {
      Issue.record("a ball this large holds an adversarial image")
      return
    }
    #expect(example.pixels == trace.image && size.linf <= 0.3 * 1.00001)
    #expect(trace.queries == trace.steps && trace.points.last?.queries == trace.queries)
    let reading = Fixtures.trained().predictions(Matrix(row: trace.image))[0]
    #expect(reading != trace.label && trace.best?.reading == reading)
  }

  @Test("a paused attack stands still, takes single steps, and goes on")
  func stepping() throws {
    let bench = try Bench().ready()
    bench.workbench.attack(
      index: Self.index, [.first: Self.endless], clipped: false, pace: .full, isPaused: true)
    try bench.wait { $0.attacks[.first]?.phase == .paused }
    #expect(bench.seen.attacks[.first]?.steps == 0)
    for steps in 1...5 {
      bench.workbench.stepAttack()
      try bench.wait { $0.attacks[.first]?.steps == steps }
      #expect(bench.seen.attacks[.first]?.phase == .paused)
    }
    Thread.sleep(forTimeInterval: 0.1)
    bench.collect()
    #expect(bench.seen.attacks[.first]?.steps == 5)

    bench.workbench.resumeAttack()
    try bench.wait { ($0.attacks[.first]?.steps ?? 0) > 50 }
    #expect(bench.seen.attacks[.first]?.phase == .running)
    bench.workbench.pauseAttack()
    try bench.wait { $0.attacks[.first]?.phase == .paused }
    Thread.sleep(forTimeInterval: 0.05)
    bench.collect()
    let steps = bench.seen.attacks[.first]?.steps
    Thread.sleep(forTimeInterval: 0.05)
    bench.collect()
    #expect(bench.seen.attacks[.first]?.steps == steps)
  }

  @Test(
    "a cancelled attack says so, and asks nothing more", arguments: [true, false],
    [Pace.slow, .full])
  func cancelling(isPaused: Bool, pace: Pace) throws {
    let bench = try Bench().ready()
    bench.workbench.attack(
      index: Self.index, [.first: Self.endless], clipped: false, pace: pace, isPaused: isPaused)
    try bench.wait { $0.attacks[.first] != nil }
    if !isPaused { try bench.wait { ($0.attacks[.first]?.steps ?? 0) > 0 } }
    bench.workbench.cancelAttack()
    try bench.wait { $0.attacks[.first]?.phase == .cancelled }
    let steps = bench.seen.attacks[.first]?.steps
    bench.workbench.resumeAttack()
    bench.workbench.stepAttack()
    Thread.sleep(forTimeInterval: 0.1)
    bench.collect()
    #expect(bench.seen.attacks[.first]?.steps == steps)
    #expect(bench.seen.attacks[.first]?.phase == .cancelled)
  }

  @Test("two attacks run side by side, and a new request takes the place of both")
  func replacing() throws {
    let bench = try Bench().ready()
    let both: [AttackSlot: AttackChoice] = [.first: Self.endless, .second: Self.endless]
    bench.workbench.attack(index: Self.index, both, clipped: false, pace: .full)
    try bench.wait { news in
      AttackSlot.allCases.allSatisfy { (news.attacks[$0]?.steps ?? 0) > 10 }
    }
    bench.workbench.attack(
      index: Self.index, [.first: AttackChoice(FastGradientSign.self)], clipped: false, pace: .full)
    try bench.wait { $0.attacks[.first]?.choice.name == "fgsm" }
    bench.collect()
    let late = bench.workbench.collect().attacks
    #expect(late[.second] == nil && late[.first]?.choice.name != "pgd")
  }

  @Test("attacks and sweeps keep to the model that they began with, and end only when told to")
  func trainedMeanwhile() throws {
    let bench = try Bench().ready()
    bench.workbench.attack(
      index: Self.index, [.first: Self.endless], clipped: false, pace: .full)
    bench.workbench.sweep([.first: Self.endless], images: 200, clipped: false)
    try bench.wait { ($0.attacks[.first]?.steps ?? 0) > 0 && $0.sweep?.phase == .running }
    bench.workbench.train(Fixtures.settings)
    try bench.wait { $0.training??.phase == .finished }
    let steps = try #require(bench.seen.attacks[.first]?.steps)
    try bench.wait { ($0.attacks[.first]?.steps ?? 0) > steps }
    #expect((bench.seen.model?.version ?? 0) > 0)
    #expect(bench.seen.attacks[.first]?.model.version == 0)
    #expect(bench.seen.sweep?.phase == .running && bench.seen.sweep?.model.version == 0)
    bench.workbench.resetTraining()
    bench.workbench.cancelAttack()
    bench.workbench.cancelSweep()
    try bench.wait { $0.attacks[.first]?.phase == .cancelled && $0.sweep?.phase == .cancelled }
  }

  @Test("an attack that was watched through training ends as it would have without")
  func sameMeanwhile() throws {
    let bench = try Bench().ready()
    var choice = AttackChoice(ProjectedGradientDescent.self)
    choice.epsilon = 0.3
    bench.workbench.attack(
      index: Self.index, [.first: choice], clipped: true, pace: .full, isPaused: true)
    bench.workbench.train(Fixtures.settings)
    try bench.wait { $0.training??.phase == .finished }
    #expect(bench.seen.attacks[.first]?.phase == .paused)
    bench.workbench.resumeAttack()
    try bench.wait { $0.attacks[.first].map { !$0.phase.isActive } ?? false }
    let trace = try #require(bench.seen.attacks[.first])
    let whole = try AttackTrace(
      whole: choice, isClipped: true, of: Fixtures.trained(), trace.model, Self.test,
      index: Self.index)
    #expect(trace.phase == whole.phase && trace.points == whole.points)
  }

  @Test("an attack that found something tells what kind of error that is")
  func kindOfError() throws {
    let bench = try Bench().ready()
    var choice = AttackChoice(ProjectedGradientDescent.self)
    choice.epsilon = 0.3
    bench.workbench.attack(index: Self.index, [.first: choice], clipped: true, pace: .full)
    try bench.wait { $0.attacks[.first]?.error != nil }
    let trace = try #require(bench.seen.attacks[.first])
    let means = ClassMeans(of: try DatasetSource.quarters().loadTrain())
    let expected = ErrorKind(
      label: trace.label, clean: trace.before, adversarial: trace.confidences,
      relatives: means.nearest(ErrorKind.relatives, to: trace.label))
    #expect(trace.error == expected)
    // What withstood is no error.
    choice.epsilon = 0
    let still = try AttackTrace(
      whole: choice, isClipped: true, of: Fixtures.trained(), trace.model, Self.test,
      index: Self.index, means: means)
    #expect(still.phase == .finished(.withstood) && still.error == nil)
  }

  @Test("a defended network is attacked as it is: by its own gradients in vain")
  func defended() throws {
    let bench = try Bench().ready()
    var choice = AttackChoice(BasicIterativeMethod.self)
    choice.epsilon = 0.3
    choice.defence = Defence(shades: 4)
    bench.workbench.attack(index: Self.index, [.first: choice], clipped: true, pace: .full)
    try bench.wait { $0.attacks[.first]?.phase == .finished(.withstood) }
    let quantised = QuantizedClassifier(Fixtures.trained(), levels: 4)
    #expect(
      bench.seen.attacks[.first]?.before
        == quantised.confidences(Self.test.image(Self.index)).values)
    choice.defence?.gradients = .bpda
    bench.workbench.attack(index: Self.index, [.first: choice], clipped: true, pace: .full)
    try bench.wait { $0.attacks[.first]?.best != nil }
    choice.defence?.gradients = .none
    bench.workbench.attack(index: Self.index, [.first: choice], clipped: true, pace: .full)
    try bench.wait {
      guard case .failed(let reason) = $0.attacks[.first]?.phase else { return false }
      return reason.contains("expected a model with gradients for bim")
    }
    bench.workbench.sweep([.first: choice], images: 20, clipped: true)
    try bench.wait {
      guard case .failed(let reason) = $0.sweep?.phase else { return false }
      return reason.contains("hopskipjump")
    }
  }

  @Test("without training images an attack comes to its end, and tells no kind of error")
  func noTrainingImages() throws {
    struct NoImages: Error {}
    let source = DatasetSource(loadTrain: { throw NoImages() }, loadTest: { Self.test })
    let bench = try Bench(source).ready()
    var choice = AttackChoice(ProjectedGradientDescent.self)
    choice.epsilon = 0.3
    bench.workbench.attack(index: Self.index, [.first: choice], clipped: true, pace: .full)
    try bench.wait { $0.attacks[.first].map { !$0.phase.isActive } ?? false }
    bench.workbench.measurePhysical([.first: choice], images: 40)
    try bench.wait { $0.physical?.phase == .finished }
    #expect(bench.seen.attacks[.first]?.error == nil)
    let findings = try #require(bench.seen.physical?.findings[.first])
    #expect(findings.errors == nil && findings.rates.count == PhotoTransformation.all.count)
  }

  @Test("an attack that makes no sense says why")
  func failing() throws {
    let bench = try Bench().ready()
    var choice = AttackChoice(FastGradientSign.self)
    choice.goal = .target(9)
    bench.workbench.attack(index: 0, [.first: choice], clipped: false, pace: .full)
    let reason = "\(AttackError.unknownTarget(9, classes: 4))"
    try bench.wait { $0.attacks[.first]?.phase == .failed(reason) }
    bench.workbench.sweep([.first: choice], images: 10, clipped: false)
    try bench.wait { $0.sweep?.phase == .failed(reason) }
    bench.workbench.attack(
      index: 9999, [.first: choice], clipped: false, pace: .full)
  }

  @Test("a sweep finds at each ε what an attack finds there")
  func sweeping() throws {
    let bench = try Bench().ready()
    var choice = AttackChoice(BasicIterativeMethod.self)
    choice.epsilon = 0.1
    bench.workbench.sweep([.first: choice], images: 60, clipped: true)
    try bench.wait { $0.sweep?.phase == .finished }
    let sweep = try #require(bench.seen.sweep)
    let points = try #require(sweep.points[.first])
    #expect(sweep.images == 60 && sweep.fraction == 1 && points.count == AttackSweep.values)
    #expect(points.map(\.epsilon) == points.map(\.epsilon).sorted())
    #expect(points.first?.epsilon == 0 && points.last?.epsilon == 0.2)
    for point in points {
      choice.epsilon = point.epsilon
      let result = try choice.run(isClipped: true)(
        on: Fixtures.trained(), Self.test.prefix(60))
      #expect(point.robust == result.robustness)
    }
    #expect((points.last?.robust.correct ?? 0) < (points.first?.robust.correct ?? 0))
  }

  @Test("many questions are thinned out evenly, and the last one is there")
  func thinning() throws {
    var choice = Self.endless
    choice.settings[0].value = 5000
    let trace = try AttackTrace(
      whole: choice, isClipped: false, of: Fixtures.trained(),
      ModelNews(architecture: "a", origin: "b"), Self.test, index: Self.index)
    let queries = trace.points.map(\.queries)
    #expect(trace.queries == 5001 && queries.last == 5001 && queries.first == 1)
    #expect(
      queries.count <= AttackTrace.mostPoints + 1 && queries.count > AttackTrace.mostPoints / 4)
    let gaps = Set(zip(queries, queries.dropFirst()).dropLast().map { $1 - $0 })
    #expect(gaps.count == 1)
  }

  @Test("a point tells the loss, the distance and the confidences of the image asked about")
  func points() throws {
    var choice = AttackChoice(FastGradientSign.self)
    choice.epsilon = 0.1
    let network = Fixtures.trained()
    let trace = try AttackTrace(
      whole: choice, isClipped: false, of: network, ModelNews(architecture: "a", origin: "b"),
      Self.test, index: Self.index)
    let first = try #require(trace.points.first)
    let confidences = network.confidences(Self.test.image(Self.index))
    let label = Self.test.label(Self.index)
    #expect(first.distance == 0 && first.label == confidences[0, label])
    #expect(abs(first.loss + log(Double(confidences[0, label]))) < 1e-5)
    let others = (0..<4).filter { $0 != label }.map { confidences[0, $0] }
    #expect(first.other == others.max())
    #expect(abs((trace.points.last?.distance ?? 0) - 0.1) < 1e-6)
    #expect(trace.perturbation.allSatisfy { abs(abs($0) - 0.1) < 1e-6 })
  }

  @Test("Wilson's interval holds the share, stays within 0…1 and narrows with more images")
  func wilson() {
    for correct in [0, 3, 50, 100] {
      let accuracy = Accuracy(correct: correct, images: 100)
      let interval = accuracy.wilsonInterval
      #expect(interval.contains(accuracy.fraction) && interval.lowerBound < interval.upperBound)
      #expect(interval.lowerBound >= 0 && interval.upperBound <= 1)
      let more = Accuracy(correct: 100 * correct, images: 10_000).wilsonInterval
      #expect(more.upperBound - more.lowerBound < interval.upperBound - interval.lowerBound)
    }
    // Newcombe, Two-sided confidence intervals for the single proportion, 1998, table I: 81 of 263.
    let known = Accuracy(correct: 81, images: 263).wilsonInterval
    #expect(abs(known.lowerBound - 0.2553) < 1e-4 && abs(known.upperBound - 0.3662) < 1e-4)
    #expect(Accuracy(correct: 0, images: 0).wilsonInterval == 0...1)
  }
}
