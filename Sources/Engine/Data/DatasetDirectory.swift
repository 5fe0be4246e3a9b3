import Foundation

/// A directory with the four files of a dataset, each plain or gzip.
public struct DatasetDirectory: Hashable, Sendable {
  /// Where it is, as it was asked for.
  public let path: String

  /// Names a directory; nothing is looked at yet.
  public init(path: String) {
    self.path = path
  }

  /// Where a file is, under the first of its accepted names; `nil` where it is not.
  public func find(_ file: DatasetFile) -> String? {
    file.acceptedNames.lazy.map(location).first(where: FileManager.default.fileExists)
  }

  /// What keeps this from being a dataset's directory; `nil` where all four files are there.
  public var fault: DirectoryFault? {
    var isDirectory: ObjCBool = false
    guard FileManager.default.fileExists(atPath: path, isDirectory: &isDirectory) else {
      return .missing
    }
    guard isDirectory.boolValue else { return .notDirectory }
    let missing = DatasetFile.allCases.filter { find($0) == nil }
    return missing.isEmpty ? nil : .incomplete(missing: missing)
  }

  /// Makes the directory, and those above it, where they are not there.
  func make() throws(POSIXFailure) {
    // Not through `FileManager`, which keeps the system's reason to itself.
    if mkdir(path, 0o777) == 0 { return }
    switch errno {
    case ENOENT:
      let parent = URL(fileURLWithPath: path).deletingLastPathComponent().path
      try DatasetDirectory(path: parent).make()
      guard mkdir(path, 0o777) == 0 else { throw .current }
    case EEXIST:
      if fault == .notDirectory { throw POSIXFailure(ENOTDIR) }
    default: throw .current
    }
  }

  /// Loads the split that trains.
  ///
  /// - Throws: `DataError`.
  public func loadTrain() throws(DataError) -> Dataset { try load(.train) }

  /// Loads the split that measures.
  ///
  /// - Throws: `DataError`.
  public func loadTest() throws(DataError) -> Dataset { try load(.test) }

  /// Loads one split and names it.
  ///
  /// A split whose two files are those of `canon` has its name, such as "MNIST test"; any other is
  /// named after the directory, such as "fashion-mnist test".
  ///
  /// - Parameters:
  ///   - canon: The published dataset that is recognised.
  ///   - classes: The number of classes; no label may reach it.
  /// - Throws: `DataError`, where a file is missing or damaged, or the two do not fit together.
  public func load(
    _ split: DatasetSplit, recognising canon: PublishedDataset = .mnist, classes: Int = 10
  ) throws(DataError) -> Dataset {
    // The labels are the quicker to read, so that what is wrong with them shows at once.
    let labels = try read(split.labels, expecting: .labels)
    do {
      try labels.file.checkLabels(classes: classes)
    } catch {
      throw .file(path: labels.path, error)
    }
    let images = try read(split.images, expecting: .images)
    guard images.file.count == labels.file.count else {
      throw .countsDiffer(
        images: images.path, imageCount: images.file.count,
        labels: labels.path, labelCount: labels.file.count)
    }
    guard let shape = images.file.imageShape else {
      preconditionFailure("a file that was read as images has a shape")
    }
    let isCanonical =
      canon.contains(labels.file, as: split.labels) && canon.contains(images.file, as: split.images)
    let name = isCanonical ? canon.name : ownName(besides: canon)
    return Dataset(
      name: "\(name) \(split.rawValue)", shape: shape,
      pixels: images.file.elements, labels: labels.file.elements, classes: classes)
  }

  private func read(
    _ file: DatasetFile, expecting content: IDXContent
  ) throws(DataError) -> (path: String, file: IDXFile) {
    let path = find(file) ?? location(file.archiveName)
    return (path, try IDXFile(path: path, expecting: content))
  }

  /// Where a file of this name would be.
  func location(_ name: String) -> String {
    URL(fileURLWithPath: path, isDirectory: true).appendingPathComponent(name).path
  }

  /// The directory's name, set apart where it could be taken for that of the published dataset.
  private func ownName(besides canon: PublishedDataset) -> String {
    let name = URL(fileURLWithPath: path, isDirectory: true).standardizedFileURL.lastPathComponent
    // A directory's name goes to the screen, so it may not steer the terminal.
    let printable = String(
      String.UnicodeScalarView(
        name.unicodeScalars.map { $0.properties.generalCategory == .control ? "?" : $0 }))
    let isMistakable = printable.lowercased() == canon.name.lowercased()
    return isMistakable ? "\(printable) (altered)" : printable
  }
}
