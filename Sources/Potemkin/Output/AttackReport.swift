import Engine
import Foundation

/// What an attack came to, for people and programs.
struct AttackReport {
  /// What became of the images once they were bytes.
  struct Saved {
    var path: String
    /// How many of those that fell are still read as the attacker wants.
    var surviving: Int
  }

  let subject: Subject
  /// What defends the network.
  let defence: Defence?
  let run: AttackRun
  let result: AttackResult
  let plain: Accuracy
  var saved: Saved?

  init(
    _ subject: Subject, _ defence: Defence?, _ run: AttackRun, _ result: AttackResult,
    plain: Accuracy
  ) {
    (self.subject, self.defence) = (subject, defence)
    (self.run, self.result, self.plain) = (run, result, plain)
  }

  private func count(_ outcome: AttackResult.Outcome) -> Int {
    result.outcomes.count { $0 == outcome }
  }

  private var queries: Int { result.queries.reduce(0, +) }

  var text: String {
    let (threat, test) = (run.threat, subject.test)
    var lines = [
      "data      \(test.name), \(test.count) images",
      "model     \(subject.name): \(subject.network.architecture)"
        + (defence.map { ", \($0.words)" } ?? ""),
      "attack    \(run.attack.words)",
      "allowed   \(threat.words), seed \(run.seed)",
      "goal      \(run.goal.words)" + (run.labels == .given ? "" : ", labels as predicted"),
      "",
      "accuracy  \(percent(plain.fraction))",
      "fallen    \(result.fallen) of \(result.attacked) attacked"
        + (result.successRate.map { ", \(percent($0))" } ?? ""),
      robustLine,
    ]
    if count(.misreadAsItIs) > 0 {
      lines.append("misread   \(count(.misreadAsItIs)) as they are")
    }
    if count(.leftOut) > 0 {
      lines.append("left out  \(count(.leftOut)), whose label is the target")
    }
    if count(.unfinished) > 0 {
      lines.append("partial   interrupted: \(count(.unfinished)) images not finished")
    }
    let asked = result.attacked + count(.unfinished)
    lines.append(
      "queries   \(queries)"
        + (asked > 0 ? ", \((Double(queries) / Double(asked)).fixed(1)) an image" : ""))
    if result.fallen > 0 { lines += ["", distances] }
    if let saved {
      lines += [
        "",
        "saved     \(saved.path): as bytes, \(saved.surviving) of \(result.fallen) that fell "
          + "are still read as wanted",
      ]
      if run.threat.range == nil {
        lines.append("          bytes hold only 0 to 1: --clip keeps the attack in there")
      }
    }
    return lines.joined(separator: "\n") + "\n"
  }

  private var robustLine: String {
    let bounds = result.robustnessBounds
    guard result.isPartial else { return "robust    \(percent(result.robustness.fraction))" }
    return "robust    between \(percent(bounds.lowerBound)) and \(percent(bounds.upperBound))"
  }

  /// How far the images that fell had to go.
  private var distances: String {
    func fixed(_ value: Double?, _ norm: Norm) -> String {
      value?.fixed(norm == .l0 ? 1 : 4) ?? ""
    }
    let rows = Norm.allCases.map { norm in
      [norm.rawValue, fixed(result.meanSize(norm), norm), fixed(result.medianSize(norm), norm)]
    }
    return aligned([["distance", "mean", "median"]] + rows)
  }

  // MARK: - For programs

  static let csvHeader = "image,label,outcome,reading,l0,l1,l2,linf,queries"

  /// A row an image, from 1; reading and distances only where it fell.
  func csvRows(_ test: Dataset) -> [String] {
    result.outcomes.enumerated().map { index, outcome in
      let found =
        if case .fallen(let example, let size) = outcome {
          "\(example.reading),\(size.l0),\(size.l1),\(size.l2),\(size.linf)"
        } else {
          ",,,,"
        }
      return "\(index + 1),\(test.label(index)),\(outcome.name),\(found),\(result.queries[index])"
    }
  }

  var record: Record {
    func distances(_ of: (Norm) -> Double?) -> [String: Double] {
      Norm.allCases.reduce(into: [:]) { $0[$1.rawValue] = of($1) }
    }
    let bounds = result.robustnessBounds
    return Record(
      dataset: subject.test.name, images: subject.test.count, model: subject.name,
      architecture: subject.network.architecture, quantised: defence?.shades,
      gradients: defence?.gradients.rawValue, attack: run.attack.name,
      settings: run.attack.settingValues.reduce(into: [:]) { $0[$1.name] = $1.value },
      norm: run.threat.norm.rawValue,
      epsilon: run.threat.epsilon.isFinite ? run.threat.epsilon : nil,
      clipped: run.threat.range != nil, goal: run.goal.words, labels: run.labels.rawValue,
      seed: run.seed, accuracy: plain.fraction, fallen: result.fallen, attacked: result.attacked,
      misreadAsItIs: count(.misreadAsItIs), leftOut: count(.leftOut),
      unfinished: count(.unfinished), partial: result.isPartial,
      robustAccuracy: result.isPartial ? nil : result.robustness.fraction,
      robustAtLeast: bounds.lowerBound, robustAtMost: bounds.upperBound, queries: queries,
      meanDistance: distances(result.meanSize), medianDistance: distances(result.medianSize),
      saved: saved?.path, surviving: saved?.surviving)
  }

  struct Record: Encodable {
    var dataset: String
    var images: Int
    var model, architecture: String
    var quantised: Int?
    var gradients: String?
    var attack: String
    var settings: [String: Double]
    var norm: String
    var epsilon: Float?
    var clipped: Bool
    var goal, labels: String
    var seed: UInt64
    var accuracy: Double
    var fallen, attacked, misreadAsItIs, leftOut, unfinished: Int
    var partial: Bool
    var robustAccuracy: Double?
    var robustAtLeast, robustAtMost: Double
    var queries: Int
    var meanDistance, medianDistance: [String: Double]
    var saved: String?
    var surviving: Int?
  }
}

extension ThreatModel {
  /// "linf up to 0.1, clipped to 0...1".
  var words: String {
    norm.rawValue
      + (epsilon.isFinite ? " up to \(String(format: "%g", epsilon))" : " at any distance")
      + (range == nil ? ", not clipped" : ", clipped to 0...1")
  }
}

extension AttackGoal {
  fileprivate var words: String {
    switch self {
    case .untargeted: "untargeted"
    case .nextClass: "next class"
    case .target(let target): "class \(target)"
    }
  }
}

extension AttackResult.Outcome {
  /// What tables call it.
  fileprivate var name: String {
    switch self {
    case .misreadAsItIs: "misread"
    case .fallen: "fallen"
    case .withstood: "withstood"
    case .leftOut: "left out"
    case .unfinished: "unfinished"
    }
  }
}

extension Attack {
  /// Its name and its settings.
  var words: String {
    name + settingValues.map { ", \($0.name) \(String(format: "%g", $0.value))" }.joined()
  }
}
