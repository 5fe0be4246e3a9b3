import Assets
import Foundation

/// Digits drawn by the program itself, for a machine that has no MNIST.
public enum BuiltInDigits {
  /// The name of what trains.
  public static let trainName = "built-in digits train"
  /// The name of what measures.
  public static let testName = "built-in digits test"

  /// Draws the images for training.
  public static func train(seed: UInt64 = 1, count: Int = 60_000) throws -> Dataset {
    try draw(name: trainName, from: SeededGenerator(seed: seed).stream(0), count: count)
  }

  /// Draws the images for measuring.
  public static func test(seed: UInt64 = 1, count: Int = 10_000) throws -> Dataset {
    try draw(name: testName, from: SeededGenerator(seed: seed).stream(1), count: count)
  }

  private static func draw(name: String, from source: SeededGenerator, count: Int) throws -> Dataset {
    let alphabet = try DigitAlphabet(directory: Assets.digits)
    let shape = ImageShape.mnist
    var pixels = [UInt8](repeating: 0, count: count * shape.pixels)
    var labels = [UInt8](repeating: 0, count: count)
    pixels.withUnsafeMutableBufferPointer { pixels in
      labels.withUnsafeMutableBufferPointer { labels in
        nonisolated(unsafe) let pixels = pixels
        nonisolated(unsafe) let labels = labels
        forEachShard(of: count, size: 256) { _, range in
          for index in range {
            var generator = source.stream(UInt64(index))
            let digit = Int.random(in: 0..<10, using: &generator)
            let skeleton = alphabet.skeleton(of: digit, using: &generator)
            let style = HandwritingStyle(using: &generator)
            let handwriting = Handwriting(skeleton, style: style, using: &generator)
            let start = index * shape.pixels
            StrokeRasterizer.paint(
              handwriting, style: style, using: &generator,
              onto: UnsafeMutableBufferPointer(rebasing: pixels[start..<(start + shape.pixels)]))
            labels[index] = UInt8(digit)
          }
        }
      }
    }
    return Dataset(name: name, shape: shape, pixels: pixels, labels: labels)
  }
}
