import Testing

@testable import Engine

@Suite("BuiltInDigits")
struct BuiltInDigitsTests {
  @Test("the same seed draws the same images, another draws others")
  func deterministic() throws {
    let digits = try BuiltInDigits.test(seed: 5, count: 40)
    #expect(try BuiltInDigits.test(seed: 5, count: 40) == digits)
    #expect(try BuiltInDigits.test(seed: 6, count: 40).pixels != digits.pixels)
  }

  @Test("a smaller set is the beginning of a larger one, across the edge of a shard")
  func prefix() throws {
    let many = try BuiltInDigits.train(seed: 2, count: 300)
    let few = try BuiltInDigits.train(seed: 2, count: 270)
    #expect(few == many.prefix(270))
    #expect(few.count == 270)
  }

  @Test("splits are what train and test draw alone, and share no image")
  func splits() throws {
    let splits = try BuiltInDigits.splits(seed: 3, train: 60, test: 20)
    #expect(splits.train == (try BuiltInDigits.train(seed: 3, count: 60)))
    #expect(splits.test == (try BuiltInDigits.test(seed: 3, count: 20)))
    let other = try BuiltInDigits.dataset(name: "other", seed: 3, count: 20)
    let images = [splits.train, splits.test, other].flatMap(\.images)
    #expect(Set(images).count == 100)
  }

  @Test("the images are named for what they are")
  func names() throws {
    let splits = try BuiltInDigits.splits(train: 1, test: 1)
    #expect(splits.train.name == "built-in digits train")
    #expect(splits.test.name == "built-in digits test")
    #expect(try BuiltInDigits.dataset(name: "mine", seed: 1, count: 1).name == "mine")
  }

  @Test("images have MNIST's shape, and all ten digits come about equally often")
  func shapeAndLabels() throws {
    let digits = try BuiltInDigits.test(seed: 1, count: 500)
    #expect(digits.shape == .mnist)
    #expect(digits.pixels.count == 500 * 784)
    #expect(digits.classes == 10)
    let counts = (0..<10).map { digit in digits.labels.count { Int($0) == digit } }
    // 50 expected of each, with a standard deviation of 6.7.
    #expect(counts.allSatisfy { (25...75).contains($0) }, "\(counts)")
  }

  @Test("no images make an empty dataset")
  func empty() throws {
    #expect(try BuiltInDigits.train(count: 0).count == 0)
  }

  @Test("every centre of mass rounds to pixel 14, as in MNIST")
  func centerOfMass() throws {
    for image in try BuiltInDigits.train(seed: 4, count: 300).images {
      var mass = 0.0
      var (x, y) = (0.0, 0.0)
      for (index, grey) in image.enumerated() {
        mass += Double(grey)
        x += Double(grey) * Double(index % 28)
        y += Double(grey) * Double(index / 28)
      }
      #expect(mass > 0)
      #expect(abs(x / mass - 14) < 0.5001)
      #expect(abs(y / mass - 14) < 0.5001)
    }
  }

  @Test("the ink is 20 pixels tall or wide, and no more either way")
  func extent() throws {
    for image in try BuiltInDigits.train(seed: 4, count: 300).images {
      let inked = image.indices.filter { image[$0] > 0 }
      let columns = Set(inked.map { $0 % 28 })
      let rows = Set(inked.map { $0 / 28 })
      let width = (columns.max() ?? 0) - (columns.min() ?? 0) + 1
      let height = (rows.max() ?? 0) - (rows.min() ?? 0) + 1
      #expect(max(width, height) == 20)
    }
  }

  @Test("strokes are white with grey edges, in MNIST's proportions")
  func greys() throws {
    let digits = try BuiltInDigits.train(seed: 4, count: 300)
    let pixels = Double(digits.pixels.count)
    // MNIST's training images: 7 % of the pixels are above 250, 12 % are grey.
    let white = Double(digits.pixels.count { $0 > 250 }) / pixels
    let grey = Double(digits.pixels.count { $0 > 0 && $0 <= 250 }) / pixels
    #expect((0.05...0.10).contains(white), "\(white)")
    #expect((0.09...0.16).contains(grey), "\(grey)")
    #expect(digits.images.allSatisfy { $0.contains { $0 > 200 } })
  }

  @Test("labels belong to their images: the nearest class mean reads most of them")
  func learnable() throws {
    let splits = try BuiltInDigits.splits(seed: 1, train: 500, test: 100)
    var sums = [[Float]](repeating: [Float](repeating: 0, count: 784), count: 10)
    for (image, label) in zip(splits.train.images, splits.train.labels) {
      for (pixel, grey) in image.enumerated() { sums[Int(label)][pixel] += Float(grey) }
    }
    let means = sums.enumerated().map { digit, sum in
      let count = Float(splits.train.labels.count { Int($0) == digit })
      return sum.map { $0 / count }
    }
    let right = zip(splits.test.images, splits.test.labels).count { image, label in
      let distances = means.map { mean in
        zip(mean, image).reduce(Float(0)) { $0 + ($1.0 - Float($1.1)) * ($1.0 - Float($1.1)) }
      }
      return distances.firstIndex(of: distances.min() ?? 0) == Int(label)
    }
    // Guessing reads 10.
    #expect(right > 55, "\(right)")
  }
}

extension Dataset {
  /// The pixels of each image.
  fileprivate var images: [[UInt8]] {
    (0..<count).map { Array(pixels[($0 * shape.pixels)..<(($0 + 1) * shape.pixels)]) }
  }
}
