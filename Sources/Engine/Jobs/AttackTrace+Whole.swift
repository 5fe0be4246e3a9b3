extension AttackTrace {
  /// The trace of an attack that is made at once, to its end.
  ///
  /// - Parameters:
  ///   - model: What is said of the network.
  ///   - means: Of the training images, by which the kind of the error is told.
  /// - Throws: `AttackError`, where the choice makes no sense.
  public init(
    whole choice: AttackChoice, isClipped: Bool, of network: Network, _ model: ModelNews,
    _ data: Dataset, index: Int, means: ClassMeans? = nil
  ) throws(AttackError) {
    let run = try choice.run(isClipped: isClipped)
    let attacked = choice.model(network)
    try run.check(attacked)
    var trace = AttackTrace(choice, isClipped: isClipped, model, attacked, data, index: index)
    var generator = SeededGenerator(seed: run.seed).stream(UInt64(index))
    let result = run.attack(
      attacked, data.image(index), [data.label(index)], &generator, { false }
    ) { trace.note($0) }
    if let outcome = result.outcomes.first { trace.conclude(outcome, attacked) }
    if let means { trace.tellError(means) }
    self = trace
  }
}
