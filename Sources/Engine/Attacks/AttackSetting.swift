/// A number that an attack can be told, such as how many steps it takes.
public struct AttackSetting<Owner> {
  /// What it is called on the command line, such as "steps".
  public let name: String
  /// What it is, in a few words.
  public let meaning: String
  /// The numbers that make sense.
  public let range: ClosedRange<Double>
  /// Whether only whole numbers do.
  public let isWhole: Bool
  let get: (Owner) -> Double
  let set: (inout Owner, Double) -> Void

  /// A whole number.
  public init(
    _ name: String, _ path: WritableKeyPath<Owner, Int>, _ range: ClosedRange<Int>,
    _ meaning: String
  ) {
    (self.name, self.meaning, isWhole) = (name, meaning, true)
    self.range = Double(range.lowerBound)...Double(range.upperBound)
    get = { Double($0[keyPath: path]) }
    set = { $0[keyPath: path] = Int($1) }
  }

  /// A decimal number.
  public init(
    _ name: String, _ path: WritableKeyPath<Owner, Float>, _ range: ClosedRange<Double>,
    _ meaning: String
  ) {
    (self.name, self.meaning, isWhole) = (name, meaning, false)
    self.range = range
    get = { Double($0[keyPath: path]) }
    set = { $0[keyPath: path] = Float($1) }
  }

  /// Something that is done, 1, or not, 0.
  public init(_ name: String, _ path: WritableKeyPath<Owner, Bool>, _ meaning: String) {
    (self.name, self.meaning, isWhole) = (name, meaning, true)
    range = 0...1
    get = { $0[keyPath: path] ? 1 : 0 }
    set = { $0[keyPath: path] = $1 == 1 }
  }
}

/// A setting of an attack, with its value.
public struct AttackSettingValue: Equatable, Sendable {
  public var name: String
  public var meaning: String
  public var range: ClosedRange<Double>
  public var isWhole: Bool
  public var value: Double
}

extension Attack {
  /// What is set.
  public var settingValues: [AttackSettingValue] {
    Self.settings.map {
      AttackSettingValue(
        name: $0.name, meaning: $0.meaning, range: $0.range, isWhole: $0.isWhole,
        value: $0.get(self))
    }
  }

  /// The same attack with one setting changed.
  /// - Throws: `AttackError.unknownSetting`, and `.invalidSetting` for a number that makes no sense.
  public func setting(_ name: String, to value: Double) throws(AttackError) -> Self {
    guard let setting = Self.settings.first(where: { $0.name == name }) else {
      throw .unknownSetting(
        attack: Self.name, name: name, known: Self.settings.map(\.name))
    }
    guard setting.range.contains(value), !setting.isWhole || value == value.rounded() else {
      throw .invalidSetting(
        attack: Self.name, name: name,
        expected: setting.isWhole
          ? "a whole number from \(Int(setting.range.lowerBound)) to \(Int(setting.range.upperBound))"
          : "a number from \(setting.range.lowerBound) to \(setting.range.upperBound)",
        found: Int(exactly: value).map(String.init) ?? "\(value)")
    }
    var result = self
    setting.set(&result, value)
    return result
  }
}
