import Engine
import Testing

@testable import Potemkin

@Suite("The words of an attack")
struct AttackCommandTests {
  private func attack(_ words: String...) throws(UsageError) -> AttackCommand {
    try CommandLineProgram.parse(words, for: AttackCommand.self)
  }

  @Test("settings are collected, in their order")
  func settings() throws {
    let command = try attack("pgd", "--set", "steps=7", "--set=step-size=0.25")
    #expect(
      command.settings
        == [SettingWord(name: "steps", value: 7), SettingWord(name: "step-size", value: 0.25)])
  }

  @Test(
    "a setting is a name and a number",
    arguments: ["steps", "steps=", "=7", "steps=many", "a=1=2", "steps=nan", "steps=inf"])
  func badSetting(_ word: String) {
    #expect(throws: UsageError.self) { try attack("pgd", "--set", word) }
  }

  @Test("a goal is the next class, or a class")
  func goals() throws {
    #expect(try attack("fgsm").target == nil)
    #expect(try attack("fgsm", "--targeted", "next").target == .nextClass)
    #expect(try attack("fgsm", "--targeted", "7").target == .target(7))
    #expect(throws: UsageError.self) { try attack("fgsm", "--targeted", "-1") }
  }

  @Test("an attack has a name that is known, unless a list is asked for")
  func names() throws {
    #expect(throws: UsageError.self) { try attack() }
    #expect(throws: UsageError.self) { try attack("fgms") }
    #expect(try attack("--list").list)
    for kind in AttackCatalogue.all { #expect(try attack(kind.name).name == kind.name) }
  }

  @Test(
    "ε is a distance",
    arguments: ["-0.1", "nan", "inf", "-inf", "x", "1e400"])
  func badEpsilon(_ word: String) {
    #expect(throws: UsageError.self) { try attack("fgsm", "--epsilon", word) }
  }

  @Test("ε reaches as far as two images can be apart")
  func largest() throws {
    let shape = ImageShape(height: 4, width: 4)
    let largest: [(norm: Norm, epsilon: Float)] = [(.linf, 1), (.l2, 4), (.l1, 16), (.l0, 16)]
    for (norm, epsilon) in largest {
      var options = ThreatOptions(epsilon: epsilon, norm: norm)
      #expect(try options.threat(.linf, shape).epsilon == epsilon)
      options.epsilon = epsilon.nextUp
      #expect(throws: UsageError.self) { try options.threat(.linf, shape) }
    }
    #expect(try ThreatOptions().threat(.l2, shape) == ThreatModel(norm: .l2, epsilon: .infinity))
  }

  @Test("several attacks are evaluated at once, but written to no table")
  func evaluation() throws {
    func evaluate(_ words: String...) throws(UsageError) -> EvaluateCommand {
      try CommandLineProgram.parse(words, for: EvaluateCommand.self)
    }
    #expect(try evaluate("--attack", "fgsm,pgd", "--epsilon", "0.1").attack == "fgsm,pgd")
    #expect(throws: UsageError.flagsExclude("--csv", "several attacks")) {
      try evaluate("--attack", "fgsm,pgd", "--epsilon", "0.1", "--csv", "x")
    }
    #expect(throws: UsageError.self) { try evaluate("--attack", "fgsm,", "--epsilon", "0.1") }
  }

  @Test("the list tells every attack with its settings")
  func list() {
    let text = AttackList(AttackCatalogue.all).text
    for kind in AttackCatalogue.all {
      #expect(text.contains("\(kind.name): "))
      for setting in kind.init().settingValues { #expect(text.contains("--set \(setting.name) ")) }
    }
  }
}
