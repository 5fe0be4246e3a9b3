import Engine

// What the fields of the Lab's form say.
extension LabState {
  /// What stands before a field.
  func label(_ field: AttackField) -> String {
    switch field {
    case .attack: "attack"
    case .norm: "norm"
    case .epsilon: "ε"
    case .goal: "goal"
    case .setting(let place): setting(place)?.name ?? ""
    case .defence: "defence"
    case .images: "images"
    }
  }

  /// The text of a field.
  func text(_ field: AttackField) -> String {
    guard field != .images else { return Numbers.count(images) }
    guard let choice = choices[slot] else { return "none" }
    return switch field {
    case .attack: choice.name
    case .norm: choice.norm.symbol
    case .epsilon: choice.epsilon.isFinite ? Numbers.plain(Double(choice.epsilon)) : "any"
    case .goal: choice.goal.words
    case .setting(let place): setting(place)?.text ?? ""
    case .defence: choice.defence?.text ?? "none"
    case .images: "\(images)"
    }
  }

  /// What an edit of the field with the focus begins with.
  var editedText: String {
    switch focus {
    case .images: "\(images)"
    case .defence: choices[slot]?.defence.map { "\($0.shades)" } ?? "4"
    default: text(focus)
    }
  }

  func setting(_ place: Int) -> AttackSettingValue? {
    choices[slot].flatMap { $0.settings.indices.contains(place) ? $0.settings[place] : nil }
  }
}

extension AttackSettingValue {
  /// The value, with as few digits as it takes.
  var text: String { Int(exactly: value).map(String.init) ?? "\(Float(value))" }
}

extension Defence {
  /// Such as "4 shades, bpda".
  var text: String {
    "\(shades) shades, " + (gradients == .none ? "no gradients" : gradients.rawValue)
  }

  /// What it does to an attacker, in a few words.
  var meaning: String {
    switch gradients {
    case .own: "its gradients are 0"
    case .bpda: "gradients from behind it"
    case .smoothed: "gradients from scores"
    case .none: "scores alone"
    }
  }
}

extension AttackGoal {
  /// What is wanted, in a word or two.
  var words: String {
    switch self {
    case .untargeted: "any other"
    case .nextClass: "next class"
    case .target(let target): "class \(target)"
    }
  }
}

extension Norm {
  /// Such as "L∞".
  var symbol: String {
    switch self {
    case .l0: "L0"
    case .l1: "L1"
    case .l2: "L2"
    case .linf: "L∞"
    }
  }

  /// A distance with as many decimals as tell something.
  func text(_ distance: Float) -> String {
    switch self {
    case .l0: Numbers.fixed(Double(distance), 0)
    case .l1: Numbers.fixed(Double(distance), 2)
    case .l2: Numbers.fixed(Double(distance), 3)
    case .linf: Numbers.fixed(Double(distance), 4)
    }
  }
}
