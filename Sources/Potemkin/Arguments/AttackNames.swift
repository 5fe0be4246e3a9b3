import Engine

/// The attack that a word of the command line names.
/// - Throws: `UsageError`, with the name that is most like it.
func attack(named name: String, flag: String) throws(UsageError) -> any Attack {
  guard let attack = AttackCatalogue.attack(named: name) else {
    let names = AttackCatalogue.all.map { $0.name }
    throw .invalidValue(
      flag: flag, expected: "an attack (\(names.joined(separator: ", ")))", found: name,
      nearest: nearest(to: name, among: names))
  }
  return attack
}

/// The attack that a word of the command line names, with settings.
/// - Throws: `UsageError`, where there is no such attack or setting; `AttackError`, where a value makes
///   no sense.
func attack(
  named name: String, flag: String, _ settings: [SettingWord]
) throws -> any Attack {
  var attack = try attack(named: name, flag: flag)
  let known = attack.settingValues.map(\.name)
  for setting in settings {
    guard known.contains(setting.name) else {
      throw UsageError.invalidValue(
        flag: "--set",
        expected: known.isEmpty
          ? "nothing, as \(attack.name) has no settings"
          : "a setting of \(attack.name) (\(known.joined(separator: ", ")))",
        found: setting.name, nearest: nearest(to: setting.name, among: known))
    }
    attack = try attack.setting(setting.name, to: setting.value)
  }
  return attack
}

/// A setting of an attack, as "steps=40".
struct SettingWord: Equatable, Sendable {
  var name: String
  var value: Double
}

extension ValueType where Value == SettingWord {
  static let setting = ValueType(
    placeholder: "NAME=N", expected: "a setting and its number, such as steps=40",
    parse: { word in
      let parts = word.split(separator: "=", omittingEmptySubsequences: false)
      guard parts.count == 2, !parts[0].isEmpty, let value = Double(parts[1]), value.isFinite else {
        return nil
      }
      return SettingWord(name: String(parts[0]), value: value)
    }, format: { "\($0.name)=\($0.value)" })
}

extension ValueType where Value == AttackGoal {
  static let goal = ValueType(
    placeholder: "next|K", expected: "next, or a class from 0",
    choices: ["next"],
    parse: { word in
      if word == "next" { return .nextClass }
      return Int(word).flatMap { $0 >= 0 ? .target($0) : nil }
    },
    format: {
      switch $0 {
      case .untargeted: "none"
      case .nextClass: "next"
      case .target(let target): "\(target)"
      }
    })
}
