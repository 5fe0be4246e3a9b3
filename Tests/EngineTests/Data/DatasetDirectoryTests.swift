import Foundation
import Testing

@testable import Engine

@Suite("DatasetDirectory")
struct DatasetDirectoryTests {
  let temporary: TemporaryDirectory
  let small = SmallDataset()

  init() throws { temporary = try TemporaryDirectory() }

  private func directory(_ name: String) -> DatasetDirectory {
    DatasetDirectory(path: temporary.path(name))
  }

  @Test("both splits load, plain or gzip, named after the directory", arguments: [false, true])
  func loads(compressed: Bool) throws {
    try small.write(to: temporary, "fashion-mnist", compressed: compressed)
    let directory = directory("fashion-mnist")
    let test = try directory.loadTest()
    #expect(test.name == "fashion-mnist test")
    #expect(test.count == 7)
    #expect(test.shape == ImageShape(height: 5, width: 3))
    #expect(test.labels == [0, 7, 4, 1, 8, 5, 2])
    #expect(test.pixels.prefix(4) == [0, 37, 74, 111])
    let train = try directory.loadTrain()
    #expect(train.name == "fashion-mnist train")
    #expect(train.count == 12)
  }

  @Test("the test split loads where the train split is missing")
  func testAlone() throws {
    try temporary.write(SmallDataset.images(3), "half/t10k-images-idx3-ubyte")
    try temporary.write(SmallDataset.labels(3), "half/t10k-labels-idx1-ubyte")
    #expect(try directory("half").loadTest().count == 3)
    let path = temporary.path("half/train-labels-idx1-ubyte.gz")
    #expect(throws: DataError.file(path: path, .missing)) { try directory("half").loadTrain() }
  }

  @Test("the published files have the published name, whatever the directory or compression")
  func published() throws {
    let canon = small.published(as: "Village")
    try small.write(to: temporary, "a", compressed: false)
    try small.write(to: temporary, "b", compressed: true)
    for name in ["a", "b"] {
      #expect(try directory(name).load(.test, recognising: canon).name == "Village test")
      #expect(try directory(name).load(.train, recognising: canon).name == "Village train")
    }
  }

  @Test("one pixel or one label that differs loses the published name, even in its own directory")
  func altered() throws {
    let canon = small.published(as: "Village")
    for (file, index) in [(DatasetFile.testImages, 40), (.testLabels, 9)] {
      try small.write(to: temporary, "village", compressed: false)
      var bytes = try #require(small.files[file])
      bytes[index] ^= 1
      try temporary.write(bytes, "village/\(file.name)")
      #expect(
        try directory("village").load(.test, recognising: canon).name == "village (altered) test")
      // The other split is untouched and keeps its name.
      #expect(try directory("village").load(.train, recognising: canon).name == "Village train")
    }
  }

  @Test("a directory called MNIST does not make MNIST of other files")
  func impostor() throws {
    try small.write(to: temporary, "MNIST", compressed: true)
    #expect(try directory("MNIST").loadTest().name == "MNIST (altered) test")
  }

  @Test("a directory's name cannot steer the terminal, nor hide behind dots")
  func names() throws {
    try small.write(to: temporary, "red\u{1b}[31m", compressed: false)
    #expect(try directory("red\u{1b}[31m").loadTest().name == "red?[31m test")
    try small.write(to: temporary, "plain", compressed: false)
    #expect(try directory("plain/../plain/.").loadTest().name == "plain test")
  }

  @Test("names with a dot before idx are accepted, the plain file before the compressed one")
  func acceptedNames() throws {
    let names = DatasetFile.testImages.acceptedNames
    #expect(
      names == [
        "t10k-images-idx3-ubyte", "t10k-images.idx3-ubyte",
        "t10k-images-idx3-ubyte.gz", "t10k-images.idx3-ubyte.gz",
      ])
    for name in names.reversed() {
      try temporary.write([], "d/\(name)")
      #expect(directory("d").find(.testImages) == temporary.path("d/\(name)"))
    }
  }

  @Test("images and labels that differ in number are both counted")
  func countsDiffer() throws {
    let images = try temporary.write(SmallDataset.images(4), "d/t10k-images-idx3-ubyte")
    let labels = try temporary.write(SmallDataset.labels(5), "d/t10k-labels-idx1-ubyte")
    #expect(
      throws: DataError.countsDiffer(
        images: images, imageCount: 4, labels: labels, labelCount: 5)
    ) {
      try directory("d").loadTest()
    }
  }

  @Test("a label out of range is named, unless there are that many classes")
  func labelRange() throws {
    try temporary.write(SmallDataset.images(2), "d/t10k-images-idx3-ubyte")
    let labels = try temporary.write(idx([2], [3, 25]), "d/t10k-labels-idx1-ubyte")
    #expect(
      throws: DataError.file(path: labels, .labelOutOfRange(index: 1, label: 25, classes: 10))
    ) {
      try directory("d").loadTest()
    }
    #expect(try directory("d").load(.test, classes: 26).classes == 26)
  }

  @Test("images under the labels' name are told so")
  func swapped() throws {
    try temporary.write(SmallDataset.labels(2), "d/t10k-images-idx3-ubyte")
    let labels = try temporary.write(SmallDataset.images(2), "d/t10k-labels-idx1-ubyte")
    #expect(
      throws: DataError.file(path: labels, .wrongContent(expected: .labels, found: .images))
    ) {
      try directory("d").loadTest()
    }
  }

  @Test("an error says what was expected, what was found, where, and what to do")
  func wording() {
    let errors: [(DataError, [String])] = [
      (
        .file(path: "/d/images", .truncated(expected: 47_040_000, found: 9)),
        ["/d/images", "expected 47,040,000", "found 9", "fresh copy"]
      ),
      (
        .file(path: "/d/images", .wrongMagic(expected: 0x803, found: 0x1f08)),
        ["expected the magic number 0x00000803", "found 0x00001f08"]
      ),
      (
        .directory(path: "/d", source: .option, .incomplete(missing: [.testLabels])),
        ["--data", "/d", "found 3", "t10k-labels-idx1-ubyte", "built-in digits"]
      ),
      (
        .countsDiffer(images: "/i", imageCount: 10_000, labels: "/l", labelCount: 60_000),
        ["expected", "10,000 images in /i", "60,000 labels in /l"]
      ),
    ]
    for (error, parts) in errors {
      for part in parts { #expect("\(error)".contains(part)) }
    }
  }

  // Skipped where the real files are absent; `loads` and `published` are its siblings.
  @Test("MNIST loads whole and bears its name", .enabled(if: MNIST.isAvailable))
  func mnist() throws {
    let directory = DatasetDirectory(path: MNIST.directory)
    let test = try directory.loadTest()
    #expect(test.name == "MNIST test")
    #expect(test.count == 10_000)
    #expect(test.shape == .mnist)
    #expect(test.labels.prefix(10) == [7, 2, 1, 0, 4, 1, 4, 9, 5, 9])
    let train = try directory.loadTrain()
    #expect(train.name == "MNIST train")
    #expect(train.count == 60_000)
    #expect(train.labels.prefix(10) == [5, 0, 4, 1, 9, 2, 1, 3, 1, 4])
  }

  // Skipped where the real files are absent; the download's tests are its siblings.
  @Test("MNIST's files have the pinned lengths and hashes", .enabled(if: MNIST.isAvailable))
  func pins() throws {
    for file in DatasetFile.allCases {
      let pin = try #require(PublishedDataset.mnist.pins[file])
      let path = try #require(DatasetDirectory(path: MNIST.directory).find(file))
      let bytes = try FileBytes.read(path: path, limit: IDXFile.defaultLimit)
      guard Gzip.isGzip(bytes) else {
        #expect(SHA256.digest(of: bytes) == pin.contentDigest)
        continue
      }
      #expect(bytes.count == pin.archiveLength)
      #expect(SHA256.digest(of: bytes) == pin.archiveDigest)
      let content = try Gzip.inflate(bytes, limit: IDXFile.defaultLimit)
      #expect(SHA256.digest(of: content) == pin.contentDigest)
    }
  }
}
