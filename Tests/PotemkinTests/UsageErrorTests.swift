import Testing

@testable import Potemkin

@Suite("Usage errors are sentences")
struct UsageErrorTests {
  @Test(
    "each says what was expected and what was found",
    arguments: [
      (
        .unknownFlag("--epsilom", nearest: "--epsilon"),
        "unknown flag --epsilom; did you mean --epsilon?"
      ),
      (.unknownCommand("x", nearest: nil), "unknown command x"),
      (
        .unexpectedWord("epochs", nearest: "--epochs"),
        "unexpected argument epochs; did you mean --epochs?"
      ),
      (
        .missingValue(flag: "--output", expected: "a file"),
        "--output needs a value: expected a file"
      ),
      (
        .invalidValue(
          flag: "--epochs", expected: "a whole number from 1 to 9", found: "x", nearest: nil),
        "--epochs: expected a whole number from 1 to 9, found x"
      ),
      (
        .invalidValue(flag: "--output", expected: "a file", found: "", nearest: nil),
        "--output: expected a file, found nothing"
      ),
      (.unexpectedValue(flag: "--json", found: "3"), "--json takes no value, found 3"),
      (.flagNeeds("--clip", other: "--attack"), "--clip has no meaning without --attack"),
      (
        .flagsExclude("--rbf", "--hidden"),
        "expected --rbf or --hidden, found both: leave one out"
      ),
    ] as [(UsageError, String)])
  func wording(error: UsageError, sentence: String) {
    #expect(error.description == sentence)
  }
}
