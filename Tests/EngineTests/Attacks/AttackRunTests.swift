import Testing

@testable import Engine

/// Claims that hold for every attack in the catalogue.
@Suite("Attacks")
struct AttackRunTests {
  static let network = Fixtures.trained()
  static let data = Fixtures.quarters(60, seed: 4)

  private func result(
    _ kind: any Attack.Type, norm: Norm, epsilon: Float, goal: AttackGoal = .untargeted,
    seed: UInt64 = 1, labels: AttackLabels = .given
  ) throws -> AttackResult {
    try AttackRun(
      Self.quick(kind), within: ThreatModel(norm: norm, epsilon: epsilon, range: 0...1), goal: goal,
      labels: labels, seed: seed)(on: Self.network, Self.data)
  }

  /// Settings with which slow attacks are quick enough for small images, or find something in them.
  private static let quickSettings: [String: [String: Double]] = [
    "apgd-ce": ["steps": 20], "apgd-dlr": ["steps": 20], "apgd-t": ["steps": 20],
    "fab": ["steps": 10], "fab-t": ["steps": 10], "square": ["queries": 200],
    "autoattack": ["steps": 10, "queries": 50],
    "one-pixel": ["pixels": 4, "population": 20, "generations": 10],
    "nattack": ["samples": 20, "steps": 20],
    "hopskipjump": ["steps": 4, "nudges": 20],
    "uniform-noise": ["repeats": 1000],
    "lbfgs": ["rounds": 6, "steps": 30],
    "cw-l2": ["rounds": 4, "steps": 40, "learning-rate": 0.1, "initial-c": 0.1],
    "cw-l0": ["steps": 30, "learning-rate": 0.2, "initial-c": 1, "largest-c": 100],
    "cw-linf": [
      "steps": 30, "learning-rate": 0.1, "initial-c": 0.1, "largest-c": 10, "decrease": 0.7,
    ],
  ]

  static func quick(_ kind: any Attack.Type) throws -> any Attack {
    var attack: any Attack = kind.init()
    for (name, value) in quickSettings[kind.name] ?? [:] {
      attack = try attack.setting(name, to: value)
    }
    return attack
  }

  static func radius(_ norm: Norm) -> Float {
    switch norm {
    case .l0: 8
    case .l1: 4
    case .l2: 1
    case .linf: 0.2
    }
  }

  /// Every attack with every norm it knows.
  static let cases = AttackCatalogue.all.flatMap { kind in kind.norms.map { (kind, $0) } }

  @Test(
    "shards are large where there are many images, and a quarter of them where there are few",
    arguments: [(0, 1), (3, 1), (100, 25), (512, 128), (513, 103), (1000, 125), (10_000, 127)])
  func shards(count: Int, size: Int) {
    #expect(AttackRun.shardSize(for: count) == size)
  }

  @Test("what falls is misread, within the ball and the range", arguments: cases.indices)
  func honest(index: Int) throws {
    let (kind, norm) = Self.cases[index]
    let goal: AttackGoal = kind.goals == .targeted ? .nextClass : .untargeted
    let epsilon = Self.radius(norm)
    let result = try result(kind, norm: norm, epsilon: epsilon, goal: goal)
    #expect(result.outcomes.count == Self.data.count && !result.isPartial)
    for (index, outcome) in result.outcomes.enumerated() {
      guard case .fallen(let example, let size) = outcome else { continue }
      let reading = Self.network.predictions(Matrix(row: example.pixels))[0]
      #expect(reading == example.reading && reading != Self.data.label(index))
      #expect(example.pixels.allSatisfy { (-1e-6...1 + 1e-6).contains($0) })
      #expect(size[norm] <= epsilon * (1 + 1e-5))
      #expect(size == PerturbationSize(from: Self.data.image(index).values, to: example.pixels))
      #expect(result.queries[index] > 0)
    }
    #expect(result.fallen > 0, "\(kind.name) finds something in a ball this large")
  }

  @Test("with a radius of 0 nothing falls that is read right", arguments: cases.indices)
  func zeroBudget(index: Int) throws {
    let (kind, norm) = Self.cases[index]
    let goal: AttackGoal = kind.goals == .targeted ? .nextClass : .untargeted
    let result = try result(kind, norm: norm, epsilon: 0, goal: goal)
    #expect(result.fallen == 0)
    #expect(result.robustness.correct == accuracy(of: Self.network, on: Self.data)?.correct)
  }

  @Test("the same seed gives the same result, bit for bit", arguments: cases.indices)
  func replay(index: Int) throws {
    let (kind, norm) = Self.cases[index]
    let goal: AttackGoal = kind.goals == .targeted ? .nextClass : .untargeted
    let epsilon = Self.radius(norm)
    #expect(
      try result(kind, norm: norm, epsilon: epsilon, goal: goal, seed: 7)
        == result(kind, norm: norm, epsilon: epsilon, goal: goal, seed: 7))
  }

  @Test("targeted hits are readings of the target alone", arguments: cases.indices)
  func targeted(index: Int) throws {
    let (kind, norm) = Self.cases[index]
    guard kind.goals != .untargeted else { return }
    let result = try result(
      kind, norm: norm, epsilon: 2 * Self.radius(norm), goal: .target(2))
    for (index, outcome) in result.outcomes.enumerated() {
      #expect((outcome == .leftOut) == (Self.data.label(index) == 2))
      if case .fallen(let example, _) = outcome { #expect(example.reading == 2) }
    }
    #expect(result.fallen > 0)
  }

  @Test("a cancelled attack leaves what it found, and says that the rest is unfinished")
  func cancelled() throws {
    let asked = Guarded(0)
    let run = try AttackRun(ProjectedGradientDescent(), within: ThreatModel(epsilon: 0.4))
    let result = try run(
      on: Self.network, Self.data,
      isCancelled: {
        asked.withLock { count in
          count += 1
          return count > 12
        }
      })
    #expect(result.isPartial)
    #expect(result.fallen > 0, "of four shards, one at least had three questions answered")
    #expect(result.attacked < Self.data.count)
  }

  @Test("labels may be the model's own readings: then nothing is misread as it is")
  func predicted() throws {
    let result = try result(
      FastGradientSign.self, norm: .linf, epsilon: 0.01, labels: .predicted)
    #expect(!result.outcomes.contains(.misreadAsItIs))
  }

  @Test("what can't be attacked is said before anything is done")
  func refusals() throws {
    struct Opaque: Classifier {
      let inputShape = ImageShape(height: 6, width: 6)
      let classes = 4
      func logits(_ images: Matrix) -> Matrix { Matrix(rows: images.rows, columns: 4) }
    }
    let run = try AttackRun(FastGradientSign(), within: ThreatModel(epsilon: 0.1))
    let black = AttackCatalogue.all.filter { $0.access < .gradients }.map { $0.name }
    #expect(throws: AttackError.needsGradients(attack: "fgsm", alternatives: black)) {
      try run(on: Opaque(), Self.data)
    }
    #expect(
      throws: AttackError.unsupportedNorm(attack: "fgsm", norm: .l2, supported: [.linf])
    ) { try AttackRun(FastGradientSign(), within: ThreatModel(norm: .l2, epsilon: 0.1)) }
    #expect(throws: AttackError.needsEpsilon(attack: "pgd")) {
      try AttackRun(ProjectedGradientDescent(), within: ThreatModel(epsilon: .infinity))
    }
    #expect(throws: AttackError.unknownTarget(4, classes: 4)) {
      try AttackRun(
        ProjectedGradientDescent(), within: ThreatModel(epsilon: 0.1), goal: .target(4))(
          on: Self.network, Self.data)
    }
  }

  @Test("settings are read, changed and checked by name")
  func settings() throws {
    let attack = try ProjectedGradientDescent().setting("steps", to: 7)
      .setting("step-size", to: 0.25)
    #expect(attack.steps == 7 && attack.stepSize == 0.25)
    #expect(attack.settingValues.first?.value == 7)
    #expect(throws: AttackError.self) { try attack.setting("steps", to: 0) }
    #expect(throws: AttackError.self) { try attack.setting("steps", to: 2.5) }
    #expect(throws: AttackError.self) { try attack.setting("strides", to: 2) }
  }

  @Test("the worst case over several attacks counts what withstood them all")
  func worst() throws {
    let results = try [0.05, 0.1].map {
      try result(FastGradientSign.self, norm: .linf, epsilon: $0)
    }
    let robust = worstCase(results)
    #expect(
      robust.correct
        == results[1].outcomes.indices.count { index in
          results.allSatisfy { $0.outcomes[index] == .withstood }
        })
    #expect(robust.correct <= results[1].robustness.correct && robust.images == 60)
  }

  @Test("names are unique, and found in the catalogue")
  func names() {
    let names = AttackCatalogue.all.map { $0.name }
    #expect(Set(names).count == names.count)
    for name in names { #expect(AttackCatalogue.attack(named: name)?.name == name) }
    #expect(AttackCatalogue.attack(named: "none") == nil)
  }
}
