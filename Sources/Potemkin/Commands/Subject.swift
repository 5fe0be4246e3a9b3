import Engine

/// What a command measures: a network, and the test images that it is measured on.
struct Subject {
  let checkpoint: Checkpoint
  /// The network's file, or "shipped".
  let name: String
  let test: Dataset

  /// Loads both, and makes sure that they fit each other.
  ///
  /// What the user should know of them is said on standard error.
  ///
  /// - Parameters:
  ///   - model: The network's file; the shipped network where it is `nil`.
  ///   - activation: What follows each hidden layer, for a file that does not say.
  ///   - data: The directory of the images, where one is named.
  ///   - limit: How many of the test images are used, from the first; all where it is `nil`.
  /// - Throws: `CheckpointError`, `DataError` and `SubjectError`.
  init(model: String?, activation: Activation?, data: String?, limit: Int?) throws {
    checkpoint = try Self.checkpoint(model, activation: activation)
    name = model ?? "shipped"
    let all = try DatasetSource(option: data).loadTest()
    test = limit.map(all.prefix) ?? all
    try network.requireFit(test)
    // Weights can be finite and yet too large to compute with; the first images tell.
    let scores = network.logits(test.images(0..<min(test.count, evaluationShardSize)))
    guard scores.values.allSatisfy(\.isFinite) else { throw SubjectError.notFinite(model: name) }
  }

  /// Loads a network from its file, or the shipped one, and says where its activation is assumed.
  static func checkpoint(_ model: String?, activation: Activation?) throws -> Checkpoint {
    guard let model else { return try .shipped() }
    let checkpoint = try Checkpoint.load(model, activation: activation)
    if checkpoint.activationSource == .assumed {
      StandardError.write(
        "\(model) does not say its activation: ReLU is assumed. Choose with --activation.\n")
    }
    return checkpoint
  }

  var network: Network { checkpoint.network }
}

/// Why a network can't be measured.
enum SubjectError: Error, Equatable, CustomStringConvertible {
  /// Scores or gradients are no numbers.
  case notFinite(model: String)

  var description: String {
    switch self {
    case .notFinite(let model):
      "expected finite scores, found NaN or infinity: the weights of \(model) are too large for "
        + "these images. Choose another network with --model."
    }
  }
}

/// What came of work that Control-C may have ended.
/// - Throws: `Interruption`, where there is no result.
func completed<Result>(_ result: Result?) throws -> Result {
  guard let result else { throw Interruption() }
  return result
}
