/// Labelled images, one split of a dataset.
///
/// Pixels are kept as the bytes of the file (0…255), a quarter of the size of floats, and become
/// floats in 0…1 when a batch is taken.
public struct Dataset: Sendable, Equatable {
  /// What this is called on screen and in results, such as "MNIST test" or
  /// "built-in digits train".
  public var name: String
  /// The shape of every image.
  public var shape: ImageShape
  /// All pixels, `[count, shape.pixels]` row-major, 0…255.
  public var pixels: [UInt8]
  /// The label of each image, `[count]`, below `classes`.
  public var labels: [UInt8]
  /// The number of classes; 10 for digits.
  public var classes: Int

  /// - Precondition: one label per image, `shape.pixels` bytes per image, labels below `classes`.
  public init(
    name: String, shape: ImageShape, pixels: [UInt8], labels: [UInt8], classes: Int = 10
  ) {
    precondition(pixels.count == labels.count * shape.pixels, "one label per image")
    precondition(labels.allSatisfy { Int($0) < classes }, "labels are below the class count")
    self.name = name
    self.shape = shape
    self.pixels = pixels
    self.labels = labels
    self.classes = classes
  }

  /// The number of images.
  public var count: Int { labels.count }

  /// The label of one image.
  public func label(_ index: Int) -> Int { Int(labels[index]) }

  /// The first `limit` images.
  public func prefix(_ limit: Int) -> Dataset {
    guard limit < count else { return self }
    return Dataset(
      name: name, shape: shape, pixels: Array(pixels.prefix(limit * shape.pixels)),
      labels: Array(labels.prefix(limit)), classes: classes)
  }
}

/// The two halves of a dataset, and where they came from.
public struct DatasetSplits: Sendable, Equatable {
  /// What trains.
  public var train: Dataset
  /// What measures.
  public var test: Dataset

  public init(train: Dataset, test: Dataset) {
    self.train = train
    self.test = test
  }
}
