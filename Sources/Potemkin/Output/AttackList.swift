import Engine
import Foundation

/// Every attack, what it needs, and what can be set.
struct AttackList {
  private let kinds: [any Attack.Type]

  init(_ kinds: [any Attack.Type]) { self.kinds = kinds }

  var text: String { kinds.map(text).joined(separator: "\n") }

  private func text(_ kind: any Attack.Type) -> String {
    let facts = [
      (name: "source", text: kind.source),
      (name: "norms", text: kind.norms.map(\.rawValue).joined(separator: ", ")),
      (name: "needs", text: kind.access.name),
      (
        name: "looks for",
        text: kind.aim == .ball ? "any image within epsilon" : "the nearest image"
      ),
      (name: "goals", text: kind.goals.names.joined(separator: ", ")),
    ]
    let settings = kind.init().settingValues.map { (name: "--set " + $0.name, text: $0.line) }
    let width = 2 + ((facts + settings).map(\.name.count).max() ?? 0)
    let lines = (facts + settings).map { name, text in
      "  " + name.padding(toLength: width, withPad: " ", startingAt: 0) + text + "\n"
    }
    return "\(kind.name): \(kind.summary)\n" + lines.joined()
  }

  func printJSON() throws {
    for kind in kinds {
      try StandardOutput.writeJSON(
        Record(
          name: kind.name, summary: kind.summary, source: kind.source,
          norms: kind.norms.map(\.rawValue), access: kind.access.name,
          nearest: kind.aim == .nearest, goals: kind.goals.names,
          settings: kind.init().settingValues.map {
            Record.Setting(
              name: $0.name, meaning: $0.meaning, value: $0.value, from: $0.range.lowerBound,
              to: $0.range.upperBound, whole: $0.isWhole)
          }))
    }
  }

  private struct Record: Encodable {
    struct Setting: Encodable {
      var name, meaning: String
      var value, from, to: Double
      var whole: Bool
    }

    var name, summary, source: String
    var norms: [String]
    var access: String
    var nearest: Bool
    var goals: [String]
    var settings: [Setting]
  }
}

extension AttackSettingValue {
  /// "40: steps from each start, 1 to 100000".
  fileprivate var line: String {
    func number(_ value: Double) -> String { String(format: isWhole ? "%.0f" : "%g", value) }
    return "\(number(value)): \(meaning), "
      + "\(number(range.lowerBound)) to \(number(range.upperBound))"
  }
}

extension AttackAccess {
  /// What it is called in lists.
  var name: String {
    switch self {
    case .readings: "readings"
    case .scores: "scores"
    case .gradients: "gradients"
    }
  }
}

extension AttackGoals {
  /// What they are called in lists.
  var names: [String] {
    switch self {
    case .untargeted: ["untargeted"]
    case .targeted: ["targeted"]
    case .both: ["untargeted", "targeted"]
    }
  }
}
