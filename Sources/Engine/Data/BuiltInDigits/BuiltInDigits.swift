/// Digits drawn by the program itself, for a machine that has no MNIST.
///
/// An image is a stroke skeleton of `assets/digits`, as a random hand writes it, put through MNIST's
/// preprocessing: 28×28 pixels, white ink on black, labels drawn evenly from the ten digits. Each
/// image depends on the seed and its own index alone, so that a smaller set is the beginning of a
/// larger one, whatever the number of cores.
public enum BuiltInDigits {
  /// The name of the images that train.
  public static let trainName = "built-in digits train"
  /// The name of the images that measure.
  public static let testName = "built-in digits test"

  /// Draws both splits, of MNIST's sizes unless told otherwise.
  ///
  /// - Throws: ``StrokeFileError`` if a file of skeletons is missing or malformed.
  public static func splits(
    seed: UInt64 = 1, train: Int = 60_000, test: Int = 10_000
  ) throws(StrokeFileError) -> DatasetSplits {
    DatasetSplits(
      train: try self.train(seed: seed, count: train), test: try self.test(seed: seed, count: test))
  }

  /// Draws the first `count` images that train.
  ///
  /// - Throws: ``StrokeFileError`` if a file of skeletons is missing or malformed.
  public static func train(
    seed: UInt64 = 1, count: Int = 60_000
  ) throws(StrokeFileError) -> Dataset {
    try draw(name: trainName, from: SeededGenerator(seed: seed).stream(0), count: count)
  }

  /// Draws the first `count` images that measure; quick, where nothing trains.
  ///
  /// - Throws: ``StrokeFileError`` if a file of skeletons is missing or malformed.
  public static func test(
    seed: UInt64 = 1, count: Int = 10_000
  ) throws(StrokeFileError) -> Dataset {
    try draw(name: testName, from: SeededGenerator(seed: seed).stream(1), count: count)
  }

  /// Draws `count` images that are neither of the splits' of the same seed.
  ///
  /// - Throws: ``StrokeFileError`` if a file of skeletons is missing or malformed.
  public static func dataset(
    name: String, seed: UInt64, count: Int
  ) throws(StrokeFileError) -> Dataset {
    try draw(name: name, from: SeededGenerator(seed: seed).stream(2), count: count)
  }

  private static func draw(
    name: String, from source: SeededGenerator, count: Int
  ) throws(StrokeFileError) -> Dataset {
    precondition(count >= 0, "a dataset holds no fewer than 0 images")
    let alphabet = try DigitAlphabet.shipped()
    let shape = ImageShape.mnist
    let drawn = mapShards(of: count, size: 256) { range in
      var pixels = [UInt8](repeating: 0, count: range.count * shape.pixels)
      let labels = pixels.withUnsafeMutableBufferPointer { pixels in
        zip(0..., range).map { place, index in
          var generator = source.stream(UInt64(index))
          let image = pixels[place * shape.pixels..<(place + 1) * shape.pixels]
          return drawDigit(
            from: alphabet, using: &generator, into: UnsafeMutableBufferPointer(rebasing: image))
        }
      }
      return (pixels: pixels, labels: labels)
    }
    return Dataset(
      name: name, shape: shape, pixels: drawn.flatMap(\.pixels), labels: drawn.flatMap(\.labels))
  }

  /// Draws a digit into `image`, `[28, 28]` bytes of 0, and returns which it is.
  private static func drawDigit(
    from alphabet: DigitAlphabet, using generator: inout some RandomNumberGenerator,
    into image: UnsafeMutableBufferPointer<UInt8>
  ) -> UInt8 {
    let digit = Int.random(in: 0..<10, using: &generator)
    // About one digit in 600 cannot be centred, and is written again.
    while true {
      let skeleton = alphabet.skeleton(of: digit, using: &generator)
      let style = HandwritingStyle(using: &generator)
      let handwriting = Handwriting(skeleton, style: style, using: &generator)
      if StrokeRasterizer.paint(handwriting).place(in: image) { return UInt8(digit) }
    }
  }
}
