import Engine

/// Which adversarial images transformations destroy, and what kinds of error there are.
struct PhysicalReport {
  let subject: Subject
  let run: AttackRun
  let result: AttackResult
  let rates: [DestructionRate]
  let errors: ErrorTally

  var text: String {
    let test = subject.test
    let lines = [
      "data     \(test.name), \(test.count) images",
      "model    \(subject.name): \(subject.network.architecture)",
      "attack   \(run.attack.words)",
      "allowed  \(run.threat.words), seed \(run.seed)",
      "fallen   \(result.fallen), of which \(rates.first?.adversarial ?? 0) were read right before",
    ]
    let header = [
      "transformation", "destroyed", "rate", "where clean survives", "rate there",
    ]
    let rows = rates.map { rate in
      [
        rate.transformation.name, "\(rate.destroyed)", share(rate.rate),
        "\(rate.destroyedWhereClean) of \(rate.adversarialWhereClean)", share(rate.rateWhereClean),
      ]
    }
    let kinds =
      ErrorKind.allCases.map { [$0.rawValue, "\(errors.counts[$0, default: 0])"] }
      + [["none of these", "\(errors.unnamed)"]]
    return [
      lines.joined(separator: "\n"), aligned([header] + rows),
      aligned([["kind of error", "images"]] + kinds),
    ].joined(separator: "\n\n") + "\n"
  }

  private func share(_ rate: Double?) -> String { rate.map(percent) ?? "none" }

  // MARK: - For programs

  static let csvHeader =
    "transformation,adversarial,destroyed,rate,adversarial_where_clean,destroyed_where_clean,"
    + "rate_where_clean"

  var record: Record {
    Record(
      dataset: subject.test.name, images: subject.test.count, model: subject.name,
      architecture: subject.network.architecture, attack: run.attack.name,
      settings: run.attack.settingValues.reduce(into: [:]) { $0[$1.name] = $1.value },
      norm: run.threat.norm.rawValue,
      epsilon: run.threat.epsilon.isFinite ? run.threat.epsilon : nil, seed: run.seed,
      fallen: result.fallen,
      transformations: rates.map {
        Record.Transformation(
          name: $0.transformation.name, adversarial: $0.adversarial, destroyed: $0.destroyed,
          rate: $0.rate, adversarialWhereClean: $0.adversarialWhereClean,
          destroyedWhereClean: $0.destroyedWhereClean, rateWhereClean: $0.rateWhereClean)
      },
      errors: ErrorKind.allCases.reduce(into: ["none": errors.unnamed]) {
        $0[$1.rawValue] = errors.counts[$1, default: 0]
      })
  }

  struct Record: Encodable {
    struct Transformation: Encodable {
      var name: String
      var adversarial, destroyed: Int
      var rate: Double?
      var adversarialWhereClean, destroyedWhereClean: Int
      var rateWhereClean: Double?
    }

    var dataset: String
    var images: Int
    var model, architecture, attack: String
    var settings: [String: Double]
    var norm: String
    var epsilon: Float?
    var seed: UInt64
    var fallen: Int
    var transformations: [Transformation]
    /// How many adversarial images there are of each kind of error.
    var errors: [String: Int]
  }
}

extension DestructionRate {
  /// A row of the table; a rate that there is not is empty.
  var csvRow: String {
    func text(_ rate: Double?) -> String { rate.map { "\($0)" } ?? "" }
    return "\(transformation.name),\(adversarial),\(destroyed),\(text(rate)),"
      + "\(adversarialWhereClean),\(destroyedWhereClean),\(text(rateWhereClean))"
  }
}
