/// The making of a fooling image for every class of a model, side by side; a value, as each run is.
///
/// Each class draws from a stream of its own, so that its image is the one that it gets alone, whatever
/// the number of cores.
public struct FoolingRuns: Sendable {
  private struct Member {
    var run: FoolingRun
    var generator: SeededGenerator
  }

  /// One for each class.
  private var members: [Member]

  /// - Throws: `AttackError` where the method needs gradients that the model lacks.
  public init(
    _ method: FoolingMethod, seed: UInt64, of model: any Classifier
  ) throws(AttackError) {
    members = []
    for target in 0..<model.classes {
      let settings = FoolingSettings(method, target: target)
      var generator = settings.generator(seed: seed)
      let run = try FoolingRun(settings, of: model, using: &generator)
      members.append(Member(run: run, generator: generator))
    }
  }

  /// One for each class.
  public var runs: [FoolingRun] { members.map(\.run) }

  /// Whether each of them has succeeded, or has had all its rounds.
  public var isFinished: Bool { members.allSatisfy(\.run.isFinished) }

  /// Lets those that are not finished try for one round more, on all cores.
  ///
  /// - Parameter isCancelled: Asked before each class; the classes left out are then a round behind.
  public mutating func advance(isCancelled: @Sendable () -> Bool = { false }) {
    forEachConcurrently(&members) { _, member in
      guard !member.run.isFinished, !isCancelled() else { return }
      member.run.advance(using: &member.generator)
    }
  }
}
