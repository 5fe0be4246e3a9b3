/// A dataset as its authors published it, pinned by hashes.
///
/// A split is called by its name only where both of its files have the pinned content.
public struct PublishedDataset: Sendable {
  /// What is pinned of one file.
  public struct Pin: Hashable, Sendable {
    /// The length of the compressed file, in bytes.
    public var archiveLength: Int
    /// The hash of the compressed file.
    public var archiveDigest: SHA256.Digest
    /// The hash of its content.
    public var contentDigest: SHA256.Digest

    /// Pins a file by its length and its hashes.
    public init(
      archiveLength: Int, archiveDigest: SHA256.Digest, contentDigest: SHA256.Digest
    ) {
      self.archiveLength = archiveLength
      self.archiveDigest = archiveDigest
      self.contentDigest = contentDigest
    }
  }

  /// What it is called on screen and in results.
  public var name: String
  /// What is pinned of each file.
  public var pins: [DatasetFile: Pin]
  /// The addresses to which a file's `archiveName` is appended, in the order in which they are
  /// tried.
  public var mirrors: [String]

  /// A dataset with its pins and its mirrors.
  public init(name: String, pins: [DatasetFile: Pin], mirrors: [String]) {
    self.name = name
    self.pins = pins
    self.mirrors = mirrors
  }

  /// Whether a file has the pinned content.
  func contains(_ content: IDXFile, as file: DatasetFile) -> Bool {
    content.contentDigest == pins[file]?.contentDigest
  }
}

extension PublishedDataset {
  /// MNIST: 60,000 and 10,000 digits of 28×28 pixels.
  ///
  /// Source: LeCun, Cortes and Burges, "The MNIST database of handwritten digits", 1998.
  public static let mnist = PublishedDataset(
    name: "MNIST",
    pins: [
      .trainImages: Pin(
        archiveLength: 9_912_422,
        archiveDigest: "440fcabf73cc546fa21475e81ea370265605f56be210a4024d2ca8f203523609",
        contentDigest: "ba891046e6505d7aadcbbe25680a0738ad16aec93bde7f9b65e87a2fc25776db"),
      .trainLabels: Pin(
        archiveLength: 28_881,
        archiveDigest: "3552534a0a558bbed6aed32b30c495cca23d567ec52cac8be1a0730e8010255c",
        contentDigest: "65a50cbbf4e906d70832878ad85ccda5333a97f0f4c3dd2ef09a8a9eef7101c5"),
      .testImages: Pin(
        archiveLength: 1_648_877,
        archiveDigest: "8d422c7b0a1c1c79245a5bcf07fe86e33eeafee792b84584aec276f5a2dbc4e6",
        contentDigest: "0fa7898d509279e482958e8ce81c8e77db3f2f8254e26661ceb7762c4d494ce7"),
      .testLabels: Pin(
        archiveLength: 4_542,
        archiveDigest: "f7ae60f92e00ec6debd23a6088c31dbd2371eca3ffa0defaefb259924204aec6",
        contentDigest: "ff7bcfd416de33731a308c3f266cc351222c34898ecbeaf847f06e48f7ec33f2"),
    ],
    mirrors: [
      "https://storage.googleapis.com/cvdf-datasets/mnist/",
      "https://ossci-datasets.s3.amazonaws.com/mnist/",
    ])
}
