import Testing

@testable import Potemkin

@Suite("The nearest name")
struct NearestTests {
  @Test(
    "edit distance counts insertions, deletions, replacements and swaps of neighbours",
    arguments: [
      ("", "", 0), ("", "abc", 3), ("abc", "", 3), ("same", "same", 0), ("kitten", "sitting", 3),
      ("trian", "train", 1), ("ab", "ba", 1), ("ca", "abc", 3),
    ])
  func distance(a: String, b: String, expected: Int) {
    #expect(editDistance(Array(a), Array(b)) == expected)
    #expect(editDistance(Array(b), Array(a)) == expected)
  }

  @Test(
    "a slip of the keys leads to the name that was meant",
    arguments: [
      ("trian", "train"), ("evalute", "evaluate"), ("eval", "evaluate"), ("Train", "train"),
      ("dta", "data"), ("--train", "train"),
    ])
  func slip(word: String, name: String) {
    #expect(nearest(to: word, among: ["train", "evaluate", "data"]) == name)
  }

  @Test("a word like no name leads nowhere", arguments: ["xyzzy", "x", "", "explore"])
  func nothing(word: String) {
    #expect(nearest(to: word, among: ["train", "evaluate", "data"]) == nil)
  }
}
