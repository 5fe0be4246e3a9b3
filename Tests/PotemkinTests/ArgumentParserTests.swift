import Engine
import Testing

@testable import Potemkin

@Suite("Arguments become options")
struct ArgumentParserTests {
  private func train(_ words: String...) throws(UsageError) -> TrainCommand {
    try CommandLineProgram.parse(words, for: TrainCommand.self)
  }

  private func evaluate(_ words: String...) throws(UsageError) -> EvaluateCommand {
    try CommandLineProgram.parse(words, for: EvaluateCommand.self)
  }

  @Test("a value follows its flag or an equals sign")
  func values() throws {
    let apart = try train(
      "--hidden", "128,64", "--epochs", "3", "--learning-rate", "0.05", "--output",
      "a b.safetensors")
    let joined = try train(
      "--hidden=128,64", "--epochs=3", "--learning-rate=0.05", "--output=a b.safetensors")
    for command in [apart, joined] {
      #expect(command.hidden == [128, 64])
      #expect(command.epochs == 3)
      #expect(command.learningRate == 0.05)
      #expect(command.output == "a b.safetensors")
    }
  }

  @Test("a value may hold an equals sign")
  func equalsSign() throws {
    #expect(try train("--output=a=b").output == "a=b")
  }

  @Test("a repeated flag counts the last time")
  func repeated() throws {
    #expect(try train("--epochs", "3", "--epochs", "5").epochs == 5)
  }

  @Test("flags change a preset wherever they stand", arguments: [true, false])
  func presets(presetFirst: Bool) throws {
    let command =
      presetFirst
      ? try train("--preset", "study", "--epochs", "2")
      : try train("--epochs", "2", "--preset", "study")
    var expected = TrainingPreset.study.settings
    expected.epochs = 2
    #expect(command.settings == expected)
  }

  @Test("without flags the quick preset holds")
  func defaults() throws {
    #expect(try train().settings == TrainingPreset.quick.settings)
  }

  @Test("activations are named", arguments: ["relu", "squareplus"])
  func activation(name: String) throws {
    #expect(
      try train("--activation", name).settings.architecture.activation == Activation(name: name))
  }

  @Test("Gaussian units take the place of hidden layers, and do not go with their flags")
  func radialBasis() throws {
    let settings = try train("--rbf", "120").settings
    #expect(settings.architecture == .radialBasis(units: 120))
    #expect(try train("--preset", "rbf").settings == TrainingPreset.rbf.settings)
    #expect(throws: UsageError.flagsExclude("--rbf", "--hidden")) {
      try train("--rbf", "120", "--hidden", "64")
    }
    #expect(throws: UsageError.flagsExclude("--rbf", "--activation")) {
      try train("--rbf", "120", "--activation", "relu")
    }
    #expect(throws: UsageError.flagsExclude("--preset rbf", "--activation")) {
      try train("--preset", "rbf", "--activation", "relu")
    }
    #expect(throws: UsageError.self) { try train("--rbf", "0") }
    #expect(throws: UsageError.self) { try train("--activation", "exponential") }
  }

  @Test("an unknown flag names the nearest one")
  func unknownFlag() {
    #expect(throws: UsageError.unknownFlag("--epocs", nearest: "--epochs")) {
      try train("--epocs", "3")
    }
    #expect(throws: UsageError.unknownFlag("--epsilom", nearest: "--epsilon")) {
      try evaluate("--epsilom=0.1")
    }
    #expect(throws: UsageError.unknownFlag("--xyzzy", nearest: nil)) { try train("--xyzzy") }
  }

  @Test("a flag at the end, or before another flag, lacks its value", arguments: [[], ["--json"]])
  func missingValue(rest: [String]) {
    #expect {
      try CommandLineProgram.parse(["--epochs"] + rest, for: TrainCommand.self)
    } throws: { error in
      guard case UsageError.missingValue(flag: "--epochs", _) = error else { return false }
      return true
    }
  }

  @Test(
    "a number that is none, or out of its range, is refused",
    arguments: [
      ("--epochs", "x"), ("--epochs", "0"), ("--epochs", "-1"), ("--epochs", "1.5"),
      ("--epochs", ""), ("--epochs", "99999999999999999999"), ("--learning-rate", "0"),
      ("--learning-rate", "nan"), ("--learning-rate", "inf"), ("--hidden", "64,,64"),
      ("--hidden", ""), ("--hidden", "64,0"), ("--hidden", "64;64"), ("--seed", "-1"),
      ("--activation", "tanh"), ("--preset", "slow"), ("--output", ""),
    ])
  func invalidValue(flag: String, found: String) {
    #expect {
      try CommandLineProgram.parse(["\(flag)=\(found)"], for: TrainCommand.self)
    } throws: { error in
      guard case UsageError.invalidValue(flag, _, found, _) = error else { return false }
      return true
    }
  }

  @Test("no hidden layer is written as none")
  func softmaxRegression() throws {
    let command = try CommandLineProgram.parse(["--hidden", "none"], for: TrainCommand.self)
    #expect(command.settings.architecture == .softmaxRegression)
    #expect(command.settings.adversarial == nil)
  }

  @Test("adversarial training takes an epsilon and, unless told, half of the weight")
  func adversarialTraining() throws {
    let words = ["--adversarial-epsilon", "0.05"]
    let half = try CommandLineProgram.parse(words, for: TrainCommand.self).settings.adversarial
    #expect(half == AdversarialObjective(alpha: 0.5, epsilon: 0.05))
    let more = ["--adversarial-weight", "0.75"]
    let heavy = try CommandLineProgram.parse(words + more, for: TrainCommand.self)
    #expect(heavy.settings.adversarial == AdversarialObjective(alpha: 0.25, epsilon: 0.05))
    #expect(
      throws: UsageError.flagNeeds("--adversarial-weight", other: "--adversarial-epsilon")
    ) { try CommandLineProgram.parse(more, for: TrainCommand.self) }
  }

  @Test("a value may be negative, so that its range is what is named")
  func negativeValue() {
    let expected = UsageError.invalidValue(
      flag: "--epsilon", expected: "a number from 0", found: "-0.1", nearest: nil)
    #expect(throws: expected) { try evaluate("--epsilon", "-0.1") }
  }

  @Test("a toggle takes no value")
  func toggleWithValue() {
    #expect(throws: UsageError.unexpectedValue(flag: "--json", found: "yes")) {
      try train("--json=yes")
    }
  }

  @Test("a word that no place is left for is refused, with the flag it looks like")
  func unexpectedWord() {
    #expect(throws: UsageError.unexpectedWord("epochs", nearest: "--epochs")) {
      try train("epochs", "3")
    }
  }

  @Test("the word of data is fetch")
  func words() throws {
    #expect(try CommandLineProgram.parse(["fetch"], for: DataCommand.self).action == .fetch)
    #expect(try CommandLineProgram.parse([], for: DataCommand.self).action == nil)
    #expect(throws: UsageError.unexpectedWord("fecth", nearest: "fetch")) {
      try CommandLineProgram.parse(["fecth"], for: DataCommand.self)
    }
  }

  @Test("epsilon and clip need an attack, and an attack needs epsilon")
  func dependencies() throws {
    #expect(throws: UsageError.flagNeeds("--epsilon", other: "--attack")) {
      try evaluate("--model", "m", "--epsilon", "0.1")
    }
    #expect(throws: UsageError.flagNeeds("--clip", other: "--attack")) {
      try evaluate("--model", "m", "--clip")
    }
    #expect(throws: UsageError.flagNeeds("--attack", other: "--epsilon")) {
      try evaluate("--model", "m", "--attack", "fgsm")
    }
    let whole = try evaluate("--model", "m", "--attack", "fgsm", "--epsilon", "0.1", "--clip")
    #expect(whole.attack == "fgsm" && whole.threat.epsilon == 0.1 && whole.threat.clip)
  }
}
