import Foundation
import Testing

@testable import Engine

@Suite("BuiltInDigits: stroke files")
struct BuiltInDigitsStrokeFileTests {
  @Test("a file is read into variants, strokes, points and corners")
  func parses() throws {
    let text = """
      # A seven.
      variant plain 3

      stroke 0,0.25 0.5,0! 0.25,1   # down
      variant crossed 0.5\r
      stroke 0,0 1,0\r
      stroke 0,0.5 1,0.5
      """
    let file = try StrokeFile(parsing: text, path: "7.strokes")
    func stroke(_ points: (Float, Float, Bool)...) -> StrokeSkeleton.Stroke {
      .init(points: points.map { .init(position: SIMD2($0.0, $0.1), isCorner: $0.2) })
    }
    #expect(
      file.skeletons == [
        StrokeSkeleton(
          name: "plain", weight: 3,
          strokes: [stroke((0, 0.25, false), (0.5, 0, true), (0.25, 1, false))]),
        StrokeSkeleton(
          name: "crossed", weight: 0.5,
          strokes: [
            stroke((0, 0, false), (1, 0, false)), stroke((0, 0.5, false), (1, 0.5, false)),
          ]),
      ])
  }

  @Test(
    "a malformed file is refused with its line and what was found",
    arguments: [
      ("varaint a 1", 1, .directive("varaint")),
      ("# a\nvariant a", 2, .variantHeader("a")),
      ("variant a b 1", 1, .variantHeader("a b 1")),
      ("variant a 0", 1, .weight("0")),
      ("variant a inf", 1, .weight("inf")),
      ("variant a 1\n\nstroke 0,0 0.5", 3, .point("0.5")),
      ("variant a 1\nstroke 0,0 0.5,", 2, .point("0.5,")),
      ("variant a 1\nstroke 0,0 0.5,x,1", 2, .point("0.5,x,1")),
      ("variant a 1\nstroke 0,0 1.5,0!", 2, .point("1.5,0!")),
      ("variant a 1\nstroke 0,0 nan,0", 2, .point("nan,0")),
      ("variant a 1\nstroke 0,0", 2, .strokeTooShort(points: 1)),
      ("stroke 0,0 1,1", 1, .strokeOutsideVariant),
      ("variant a 1\nvariant b 1\nstroke 0,0 1,1", 2, .variantWithoutStrokes("a")),
      ("variant a 1", 1, .variantWithoutStrokes("a")),
      ("", 1, .noVariants),
    ] as [(String, Int, StrokeFileError.Problem)])
  func malformed(text: String, line: Int, problem: StrokeFileError.Problem) {
    let error = #expect(throws: StrokeFileError.self) {
      try StrokeFile(parsing: text, path: "some/3.strokes")
    }
    #expect(error == .malformed(path: "some/3.strokes", line: line, problem))
  }

  @Test("an error says where, what was expected, what was found and what to do")
  func wording() {
    #expect(
      StrokeFileError.malformed(path: "3.strokes", line: 7, .weight("-1")).description
        == "3.strokes:7: expected a positive weight, found `-1`; "
        + "see assets/digits/README.md for the format")
  }

  @Test("a missing file is named")
  func missing() throws {
    let directory = URL(fileURLWithPath: "/nowhere", isDirectory: true)
    #expect(throws: StrokeFileError.unreadable(path: "/nowhere/0.strokes")) {
      try DigitAlphabet(directory: directory)
    }
  }

  @Test("every digit is shipped with several ways of writing it, each named once")
  func shipped() throws {
    let alphabet = try DigitAlphabet.shipped()
    #expect(alphabet.skeletons.count == 10)
    for (digit, skeletons) in alphabet.skeletons.enumerated() {
      #expect(skeletons.count >= 4, "digit \(digit)")
      #expect(Set(skeletons.map(\.name)).count == skeletons.count, "digit \(digit)")
    }
  }

  @Test("a skeleton is chosen as often as its weight says")
  func weights() throws {
    let temporary = try TemporaryDirectory()
    let text = "variant rare 1\nstroke 0,0 1,1\nvariant common 3\nstroke 0,0 1,1\n"
    for digit in 0..<10 {
      try temporary.write(Array(text.utf8), "\(digit).strokes")
    }
    let alphabet = try DigitAlphabet(directory: URL(fileURLWithPath: temporary.path))
    var generator = SeededGenerator(seed: 1)
    let rare = (0..<4000).count { _ in
      alphabet.skeleton(of: 8, using: &generator).name == "rare"
    }
    // 1000 expected, with a standard deviation of 27.
    #expect((880...1120).contains(rare), "\(rare)")
  }
}
