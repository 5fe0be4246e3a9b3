import Foundation

/// All ways of writing all ten digits.
struct DigitAlphabet: Sendable {
  /// The skeletons of each digit, `[10][variants]`.
  private(set) var skeletons: [[StrokeSkeleton]]

  /// Reads `0.strokes` to `9.strokes`.
  ///
  /// - Throws: ``StrokeFileError`` for the first file that is missing or malformed.
  init(directory: URL) throws(StrokeFileError) {
    skeletons = []
    for digit in 0..<10 {
      let file = try StrokeFile(
        contentsOf: directory.appendingPathComponent("\(digit).strokes", isDirectory: false))
      skeletons.append(file.skeletons)
    }
  }

  /// One way of writing `digit`, drawn with the probabilities that the weights stand for.
  func skeleton(
    of digit: Int, using generator: inout some RandomNumberGenerator
  ) -> StrokeSkeleton {
    let variants = skeletons[digit]
    let total = variants.reduce(0) { $0 + $1.weight }
    var remaining = generator.uniform(0, total)
    for variant in variants.dropLast() {
      remaining -= variant.weight
      if remaining < 0 { return variant }
    }
    return variants[variants.count - 1]
  }
}
