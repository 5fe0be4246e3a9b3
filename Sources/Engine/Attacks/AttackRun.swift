/// An attack on the images of a dataset, with everything that decides what comes of it.
public struct AttackRun: Sendable {
  public var attack: any Attack
  public var threat: ThreatModel
  public var goal: AttackGoal
  public var labels: AttackLabels
  /// Where the attack's chance starts from.
  public var seed: UInt64

  /// - Throws: `AttackError` where the attack does not know the norm or the goal, or lacks a radius.
  public init(
    _ attack: any Attack, within threat: ThreatModel, goal: AttackGoal = .untargeted,
    labels: AttackLabels = .given, seed: UInt64 = 1
  ) throws(AttackError) {
    let kind = type(of: attack)
    guard kind.norms.contains(threat.norm) else {
      throw .unsupportedNorm(attack: kind.name, norm: threat.norm, supported: kind.norms)
    }
    guard kind.aim == .nearest || threat.epsilon.isFinite else {
      throw .needsEpsilon(attack: kind.name)
    }
    switch (kind.goals, goal) {
    case (.targeted, .untargeted): throw .unsupportedGoal(attack: kind.name, targeted: false)
    case (.untargeted, .nextClass), (.untargeted, .target):
      throw .unsupportedGoal(attack: kind.name, targeted: true)
    default: break
    }
    self.attack = attack
    self.threat = threat
    self.goal = goal
    self.labels = labels
    self.seed = seed
  }

  /// How many of `count` images make a shard: up to 128, as many as keep an attack's matrices in the
  /// second-level cache through all its steps; but a quarter of them where they are fewer, to keep
  /// cores busy.
  ///
  /// Products of few rows are slow, and rows leave as images fall. Shards are of equal size, but for
  /// the last one; their number does not depend on that of the cores, so nor does a result.
  static func shardSize(for count: Int) -> Int {
    let shards = max(4, (count + 127) / 128)
    return max(1, (count + shards - 1) / shards)
  }

  /// Attacks the images of a dataset on all cores.
  ///
  /// The same seed gives the same result, whatever the number of cores.
  ///
  /// - Parameters:
  ///   - progress: Told how many images are done, shard by shard, on any queue.
  ///   - asked: Told how many images the model was asked about, query by query, on any queue.
  ///   - isCancelled: Asked before every question to the model; where it says yes, the attack ends,
  ///     and the result is partial.
  /// - Throws: `AttackError` where the attack can't be made on this model, or has no sensible target.
  public func callAsFunction(
    on model: any Classifier, _ data: Dataset,
    progress: @Sendable (_ images: Int) -> Void = { _ in },
    asked: @escaping @Sendable (_ images: Int) -> Void = { _ in },
    isCancelled: @escaping @Sendable () -> Bool = { false }
  ) throws(AttackError) -> AttackResult {
    try check(model)
    let done = Guarded(0)
    let generator = SeededGenerator(seed: seed)
    let size = Self.shardSize(for: data.count)
    let shards = mapShards(of: data.count, size: size) { range in
      var stream = generator.stream(UInt64(range.lowerBound / size))
      let judged = attack(
        model, data.images(range), range.map(data.label), &stream, isCancelled
      ) { asked($0.images.rows) }
      progress(
        done.withLock {
          $0 += range.count; return $0
        })
      return judged
    }
    let result = AttackResult(
      attack: attack.name, threat: threat, goal: goal,
      outcomes: shards.flatMap(\.outcomes), queries: shards.flatMap(\.queries))
    if case .target(let target) = goal, data.count > 0,
      result.outcomes.allSatisfy({ $0 == .leftOut })
    {
      throw .targetIsLabel(target)
    }
    return result
  }

  /// Makes sure that the attack can be made on a model.
  func check(_ model: any Classifier) throws(AttackError) {
    let kind = type(of: attack)
    guard kind.access < .gradients || model is any DifferentiableClassifier else {
      throw .needsGradients(
        attack: kind.name,
        alternatives: AttackCatalogue.all.filter { $0.access < .gradients }.map { $0.name })
    }
    let fewest = attack.fewestClasses(isTargeted: goal != .untargeted)
    guard model.classes >= fewest else {
      throw .tooFewClasses(attack: kind.name, expected: fewest, found: model.classes)
    }
    if case .target(let target) = goal, !(0..<model.classes).contains(target) {
      throw .unknownTarget(target, classes: model.classes)
    }
  }

  /// Attacks one shard.
  func attack(
    _ model: any Classifier, _ images: Matrix, _ given: [Int],
    _ generator: inout SeededGenerator, _ isCancelled: @escaping @Sendable () -> Bool,
    observe: ((AttackObservation) -> Void)?
  ) -> (outcomes: [AttackResult.Outcome], queries: [Int]) {
    let readings = model.predictions(images)
    let labels = labels == .given ? given : readings
    let targets: [Int?] = labels.map { goal.target(label: $0, classes: model.classes) }
    var outcomes: [AttackResult.Outcome] = labels.indices.map {
      targets[$0] == labels[$0]
        ? .leftOut : readings[$0] != labels[$0] ? .misreadAsItIs : .withstood
    }
    let rows = outcomes.indices.filter { outcomes[$0] == .withstood }
    var search = AdversarialSearch(
      model, images: images.selecting(rows), labels: rows.map { labels[$0] },
      targets: goal == .untargeted ? nil : rows.map { targets[$0] ?? 0 }, threat: threat,
      aim: type(of: attack).aim, access: type(of: attack).access, isCancelled: isCancelled,
      observe: observe)
    var isUnfinished = false
    do throws(AttackCancelled) {
      if !rows.isEmpty { try attack.run(&search, using: &generator) }
    } catch {
      isUnfinished = true
    }
    var queries = [Int](repeating: 0, count: labels.count)
    for (place, row) in rows.enumerated() {
      queries[row] = search.queries[place]
      if let example = search.found[place] {
        outcomes[row] = .fallen(
          example, PerturbationSize(from: images.row(row), to: example.pixels))
      } else if isUnfinished {
        outcomes[row] = .unfinished
      }
    }
    return (outcomes, queries)
  }
}
