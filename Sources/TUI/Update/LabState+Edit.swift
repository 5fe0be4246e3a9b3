import Engine

extension LabState {
  /// Takes a typed text for a field.
  /// - Throws: `TrainingForm.Refusal` where it does not fit; nothing then changes.
  mutating func set(_ field: AttackField, to text: String) throws(TrainingForm.Refusal) {
    let text = text.filter { $0 != " " }
    switch field {
    case .images:
      guard let number = Int(text), Self.imageCounts.contains(number) else {
        throw TrainingForm.Refusal(
          expected: "a whole number from \(Self.imageCounts.lowerBound) to "
            + "\(Self.imageCounts.upperBound)", found: text)
      }
      images = number
    case .attack:
      guard let kind = AttackCatalogue.all.first(where: { $0.name == text.lowercased() }) else {
        throw TrainingForm.Refusal(
          expected: AttackCatalogue.all.map { $0.name }.joined(separator: ", "), found: text)
      }
      choose(kind)
    case .norm, .goal:
      // These are chosen with the arrows.
      break
    case .epsilon:
      guard let choice = choices[slot] else { return }
      if text == "any", choice.kind?.aim == .nearest {
        choices[slot]?.epsilon = .infinity
        return
      }
      let largest = choice.norm.epsilons.last ?? 1
      guard let epsilon = Float(text), epsilon >= 0, epsilon <= largest else {
        throw TrainingForm.Refusal(
          expected: "a number from 0 to \(Numbers.plain(Double(largest)))", found: text)
      }
      choices[slot]?.epsilon = epsilon
    case .defence:
      if text == "none" {
        choices[slot]?.defence = nil
        return
      }
      guard let shades = Int(text), Self.shadeCounts.contains(shades) else {
        throw TrainingForm.Refusal(
          expected: "none, or how many shades from \(Self.shadeCounts.lowerBound) to "
            + "\(Self.shadeCounts.upperBound)", found: text)
      }
      let gradients = choices[slot]?.defence?.gradients ?? .own
      choices[slot]?.defence = Defence(shades: shades, gradients: gradients)
    case .setting(let place):
      guard let setting = setting(place) else { return }
      guard let value = Double(text), setting.range.contains(value),
        !setting.isWhole || value == value.rounded()
      else {
        throw TrainingForm.Refusal(
          expected: "\(setting.isWhole ? "a whole number" : "a number") from "
            + "\(Numbers.plain(setting.range.lowerBound)) to "
            + "\(Numbers.plain(setting.range.upperBound))", found: text)
      }
      choices[slot]?.settings[place].value = value
    }
  }

  /// Moves a field to its next or previous sensible value.
  mutating func nudge(_ field: AttackField, by direction: Int) {
    switch field {
    case .attack: nudgeAttack(direction)
    case .norm:
      guard let choice = choices[slot], let kind = choice.kind else { return }
      setNorm(Self.neighbour(of: choice.norm, in: kind.norms, direction))
    case .epsilon:
      guard let choice = choices[slot] else { return }
      let hasRadius = choice.epsilon.isFinite
      let values = choice.norm.epsilons + (choice.kind?.aim == .nearest ? [.infinity] : [])
      choices[slot]?.epsilon =
        direction > 0
        ? values.first { $0 > choice.epsilon * 1.0001 } ?? choice.epsilon
        : values.last { hasRadius ? $0 < choice.epsilon * 0.9999 : $0.isFinite } ?? choice.epsilon
    case .goal:
      guard let choice = choices[slot], let kind = choice.kind else { return }
      choices[slot]?.goal = Self.neighbour(of: choice.goal, in: kind.goals.all, direction)
    case .setting(let place):
      if let setting = setting(place) {
        choices[slot]?.settings[place].value = setting.neighbour(direction)
      }
    case .defence:
      guard let choice = choices[slot] else { return }
      let shades = choice.defence?.shades ?? 4
      let defences =
        [nil] + Defence.Gradients.allCases.map { Defence(shades: shades, gradients: $0) }
      choices[slot]?.defence = Self.neighbour(of: choice.defence, in: defences, direction)
    case .images:
      let ladder = [50, 100, 200, 500, 1000, 2000, 5000, 10_000]
      images =
        direction > 0
        ? ladder.first { $0 > images } ?? images : ladder.last { $0 < images } ?? images
    }
  }

  /// Moves the focus, to the ends of the form at most.
  mutating func moveFocus(by step: Int) {
    let place = fields.firstIndex(of: focus) ?? 0
    focus = fields[(place + step).clamped(to: 0...fields.count - 1)]
    error = nil
  }

  /// Shows the form of the other attack; a second one is chosen where there was none.
  mutating func changeSlot() {
    slot = slot == .first ? .second : .first
    if choices[slot] == nil {
      let kinds = AttackCatalogue.all
      let other = kinds.first { $0.name != choices[.first]?.name && $0.access == .gradients }
      if let kind = other ?? kinds.first { choose(kind) }
    }
    edit = nil
    error = nil
    if !fields.contains(focus) { focus = .attack }
  }

  static let imageCounts = 10...100_000
  static let shadeCounts = 2...256

  /// Goes through the attacks, and for the second one also through none.
  private mutating func nudgeAttack(_ direction: Int) {
    let kinds = AttackCatalogue.all
    let names: [String?] = (slot == .second ? [nil] : []) + kinds.map { $0.name }
    let next = Self.neighbour(of: choices[slot]?.name, in: names, direction)
    if let kind = kinds.first(where: { $0.name == next }) {
      choose(kind)
    } else {
      choices[slot] = nil
      traces[slot] = nil
    }
  }

  /// Takes another attack; what the one before was allowed stays as far as this one knows it.
  private mutating func choose(_ kind: any Attack.Type) {
    var choice = AttackChoice(kind)
    if let before = choices[slot] ?? choices[.first] {
      if kind.norms.contains(before.norm) {
        choice.norm = before.norm
        choice.epsilon =
          kind.aim == .nearest
          ? .infinity : before.epsilon.isFinite ? before.epsilon : before.norm.usualEpsilon
      }
      if kind.goals.all.contains(before.goal) { choice.goal = before.goal }
      choice.defence = before.defence
    }
    choices[slot] = choice
  }

  private mutating func setNorm(_ norm: Norm) {
    guard let choice = choices[slot], norm != choice.norm else { return }
    choices[slot]?.norm = norm
    if choice.epsilon.isFinite { choices[slot]?.epsilon = norm.usualEpsilon }
  }

  /// The value after or before one in a list, around its ends.
  private static func neighbour<Value: Equatable>(
    of value: Value, in values: [Value], _ direction: Int
  ) -> Value {
    guard !values.isEmpty else { return value }
    let place = values.firstIndex(of: value) ?? 0
    return values[((place + direction) % values.count + values.count) % values.count]
  }
}

extension AttackGoals {
  /// Every goal, in the order in which the arrows go through them.
  var all: [AttackGoal] {
    let targeted: [AttackGoal] = [.nextClass] + (0..<10).map { .target($0) }
    return switch self {
    case .untargeted: [.untargeted]
    case .targeted: targeted
    case .both: [.untargeted] + targeted
    }
  }
}

extension Norm {
  /// The radii that the arrows go through; the last one is the largest that makes sense.
  var epsilons: [Float] {
    switch self {
    case .linf: [0.005, 0.01, 0.02, 0.03, 0.05, 0.075, 0.1, 0.15, 0.2, 0.25, 0.3, 0.5, 1]
    case .l2: [0.1, 0.2, 0.3, 0.5, 0.75, 1, 1.5, 2, 3, 5, 10, 28]
    case .l1: [0.5, 1, 2, 5, 10, 15, 20, 30, 50, 100, 200, 784]
    case .l0: [1, 2, 3, 5, 10, 15, 20, 30, 50, 100, 200, 784]
    }
  }
}

extension AttackSettingValue {
  /// The next value up or down: by ones in a short range, else 1, 2 and 5 times powers of ten.
  func neighbour(_ direction: Int) -> Double {
    if isWhole, range.upperBound - range.lowerBound <= 12 {
      return min(max(value + Double(direction), range.lowerBound), range.upperBound)
    }
    let powers = (isWhole ? 0 : -6)...7
    let ladder =
      powers.flatMap { exponent in
        [1.0, 2, 5].map { factor in
          (0..<abs(exponent)).reduce(factor) { value, _ in exponent < 0 ? value / 10 : value * 10 }
        }
      }
      .filter(range.contains)
    let values = ([range.lowerBound] + ladder + [range.upperBound])
    let (above, below) = (value + abs(value) * 1e-4, value - abs(value) * 1e-4)
    return direction > 0
      ? values.first { $0 > above } ?? value : values.last { $0 < below } ?? value
  }
}
