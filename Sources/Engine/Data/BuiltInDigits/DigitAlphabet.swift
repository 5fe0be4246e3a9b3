import Assets
import Foundation

/// All ways of writing all ten digits.
struct DigitAlphabet: Sendable {
  /// The skeletons of each digit, `[10][variants]`, none empty.
  let skeletons: [[StrokeSkeleton]]

  /// Reads `0.strokes` to `9.strokes`.
  ///
  /// - Throws: ``StrokeFileError`` for the first file that is missing or malformed.
  init(directory: URL) throws(StrokeFileError) {
    var skeletons: [[StrokeSkeleton]] = []
    for digit in 0..<10 {
      let url = directory.appendingPathComponent("\(digit).strokes", isDirectory: false)
      skeletons.append(try StrokeFile(contentsOf: url).skeletons)
    }
    self.skeletons = skeletons
  }

  /// Reads the skeletons that ship with the program.
  ///
  /// - Throws: ``StrokeFileError`` for the first file that is missing or malformed.
  static func shipped() throws(StrokeFileError) -> DigitAlphabet {
    try DigitAlphabet(directory: Assets.digits)
  }

  /// One way of writing `digit`, drawn with probability proportional to its weight.
  func skeleton(
    of digit: Int, using generator: inout some RandomNumberGenerator
  ) -> StrokeSkeleton {
    let variants = skeletons[digit]
    var remaining = generator.uniform(0, variants.reduce(0) { $0 + $1.weight })
    for variant in variants.dropLast() {
      remaining -= variant.weight
      if remaining < 0 { return variant }
    }
    return variants[variants.count - 1]
  }
}
