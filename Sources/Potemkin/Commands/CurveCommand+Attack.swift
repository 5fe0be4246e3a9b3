import Engine

// The curve of an attack other than FGSM, whose ray needs no search.
extension CurveCommand {
  /// The kind of attack that is named; `nil` for FGSM's ray.
  func attackKind() throws(UsageError) -> (any Attack.Type)? {
    guard let attack else { return nil }
    let kind: any Attack.Type = type(of: try Potemkin.attack(named: attack, flag: "--attack"))
    guard kind.aim == .ball else {
      let names = AttackCurve.attacks.map { $0.name }
      throw .invalidValue(
        flag: "--attack",
        expected: "an attack that stays within epsilon (\(names.joined(separator: ", ")))",
        found: attack, nearest: nil)
    }
    return kind
  }

  /// The attack that the flags describe; `nil` for FGSM's ray.
  func attackChoice() throws -> AttackChoice? {
    guard let kind = try attackKind() else { return nil }
    _ = try Potemkin.attack(named: kind.name, flag: "--attack", settings)
    var choice = AttackCurve.choice(kind)
    choice.norm = norm ?? choice.norm
    for setting in settings {
      for place in choice.settings.indices where choice.settings[place].name == setting.name {
        choice.settings[place].value = setting.value
      }
    }
    _ = try choice.run(isClipped: clip)
    return kind == FastGradientSign.self ? nil : choice
  }

  /// Makes the attack within every ε, and reports.
  func follow(_ choice: AttackChoice, _ subject: Subject) throws {
    Interruption.watch()
    let progress = CurveProgress(choice.name)
    let curve = try AttackCurve(
      whole: choice, isClipped: clip, of: subject.network, subject.test, index: image - 1,
      within: epsilons(choice.norm), progress: progress.show
    ) { Interruption.isRequested }
    progress.clear()
    let report = AttackCurveReport(
      dataset: subject.test.name, model: subject.name,
      architecture: subject.network.architecture, curve: try completed(curve))
    if let csv { try writeCSV(header: AttackCurveReport.csvHeader, report.csvRows, to: csv) }
    try options.json ? StandardOutput.writeJSON(report.record) : StandardOutput.write(report.text)
  }

  /// The ε that are tried: those of the screen, unless flags say others.
  private func epsilons(_ norm: Norm) -> [Float] {
    let end = end ?? norm.usualCurve
    guard let step else { return AttackCurve.grid(upTo: end, in: norm) }
    let count = max(1, Int((end / step - 1e-3).rounded(.up)))
    return (0...count).map { Float($0) * end / Float(count) }
  }
}

extension ValueType where Value == Float {
  /// ε in a norm that other flags tell: what it may be is found out once they are read.
  static let epsilon = ValueType(
    placeholder: "E", expected: "a number from 0.0001", parse: { Float($0) },
    format: { String(format: "%g", Double($0)) })
}

extension Norm {
  /// The end of a curve, unless told.
  fileprivate var usualCurve: Float {
    switch self {
    case .linf: 0.25
    case .l2: 2
    case .l1: 20
    case .l0: 50
    }
  }

  /// The largest ε that a curve goes to.
  var largestCurve: Float {
    switch self {
    case .linf: 1
    case .l2: 28
    case .l0, .l1: 784
    }
  }
}
