/// What a network learns from: a dataset, and images that are kept as floats beside it.
///
/// A `Dataset` has bytes. Perturbed and resampled images lie between them, and perturbed ones beyond
/// 0…1: they are kept as they are, never rounded or clipped.
public struct TrainingSet: Sendable, Equatable {
  /// What this is called in results, such as "MNIST train".
  public var name: String
  /// The images that are bytes; they come first.
  public let dataset: Dataset
  /// The images that follow, `[count, pixels]`, in pixel units; they may leave 0…1.
  public let added: Matrix
  /// Their labels, `[count]`.
  public let addedLabels: [Int]

  /// A dataset, and what is added to it.
  ///
  /// - Precondition: One label per added image, below the dataset's number of classes, and as many
  ///   pixels as the dataset's images have.
  public init(_ dataset: Dataset, added: Matrix, labels: [Int], name: String) {
    precondition(added.columns == dataset.shape.pixels, "added images have the dataset's shape")
    precondition(added.rows == labels.count, "one label per image")
    precondition(
      labels.allSatisfy { (0..<dataset.classes).contains($0) },
      "labels are below the class count")
    self.name = name
    self.dataset = dataset
    self.added = added
    addedLabels = labels
  }

  /// A dataset as it is.
  public init(_ dataset: Dataset) {
    self.init(
      dataset, added: Matrix(rows: 0, columns: dataset.shape.pixels), labels: [],
      name: dataset.name)
  }

  /// Images that are all floats.
  ///
  /// - Precondition: One label per image, below `classes`; `shape.pixels` columns.
  public init(
    name: String, shape: ImageShape, images: Matrix, labels: [Int], classes: Int = 10
  ) {
    self.init(
      Dataset(name: name, shape: shape, pixels: [], labels: [], classes: classes),
      added: images, labels: labels, name: name)
  }

  /// The number of images.
  public var count: Int { dataset.count + added.rows }
  public var shape: ImageShape { dataset.shape }
  public var classes: Int { dataset.classes }

  /// Gathers chosen images and their labels into a batch.
  ///
  /// - Parameters:
  ///   - indices: Which images, in order; `batch` gets as many rows.
  ///   - batch: Becomes `[indices.count, pixels]`.
  ///   - labels: Becomes the labels, `[indices.count]`.
  func gather(_ indices: ArraySlice<Int>, into batch: inout Matrix, labels: inout [Int]) {
    guard added.rows > 0 else {
      return dataset.gather(indices, into: &batch, labels: &labels)
    }
    batch.reshape(rows: indices.count)
    labels.removeAll(keepingCapacity: true)
    let (width, bytes) = (shape.pixels, dataset.count)
    batch.values.withUnsafeMutableBufferPointer { target in
      dataset.pixels.withUnsafeBufferPointer { source in
        added.values.withUnsafeBufferPointer { floats in
          for (row, index) in indices.enumerated() {
            let start = row * width
            if index < bytes {
              let first = index * width
              for pixel in 0..<width {
                target[start + pixel] = Float(source[first + pixel]) * Dataset.unit
              }
            } else {
              let first = (index - bytes) * width
              for pixel in 0..<width { target[start + pixel] = floats[first + pixel] }
            }
          }
        }
      }
    }
    for index in indices {
      labels.append(index < bytes ? dataset.label(index) : addedLabels[index - bytes])
    }
  }
}
