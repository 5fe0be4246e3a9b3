/// One half of a dataset.
public enum DatasetSplit: String, CaseIterable, Hashable, Sendable {
  /// What trains.
  case train
  /// What measures.
  case test

  /// The file of the images.
  public var images: DatasetFile { self == .train ? .trainImages : .testImages }
  /// The file of the labels.
  public var labels: DatasetFile { self == .train ? .trainLabels : .testLabels }
}

/// One of the four files of a dataset in MNIST's format.
public enum DatasetFile: String, CaseIterable, Hashable, Sendable {
  /// The images that train.
  case trainImages = "train-images-idx3-ubyte"
  /// Their labels.
  case trainLabels = "train-labels-idx1-ubyte"
  /// The images that measure; MNIST calls its test split "t10k".
  case testImages = "t10k-images-idx3-ubyte"
  /// Their labels.
  case testLabels = "t10k-labels-idx1-ubyte"

  /// The name under which MNIST is published, without `.gz`.
  public var name: String { rawValue }

  /// The name of the compressed file, as MNIST is published.
  public var archiveName: String { name + ".gz" }

  /// Every name that is accepted, in the order in which it is looked for.
  ///
  /// Some unpacking programs turn the dash before `idx` into a dot. Plain files come first, as they
  /// need no inflating.
  public var acceptedNames: [String] {
    let dotted = name.replacing("-idx", with: ".idx")
    return [name, dotted, archiveName, dotted + ".gz"]
  }
}
