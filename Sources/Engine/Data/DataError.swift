/// Why a dataset could not be loaded.
public enum DataError: Error, Hashable, Sendable {
  /// A directory that was asked for holds no dataset.
  case directory(path: String, source: DataSource, DirectoryFault)
  /// A file of the dataset is not what it must be.
  case file(path: String, FileFault)
  /// A split has not one label for each image.
  case countsDiffer(images: String, imageCount: Int, labels: String, labelCount: Int)
}

/// Why a directory holds no dataset.
public enum DirectoryFault: Error, Hashable, Sendable {
  /// There is nothing at the path.
  case missing
  /// Something else is at the path.
  case notDirectory
  /// Some of the four files are not in it.
  case incomplete(missing: [DatasetFile])
}

/// What can be wrong with an IDX file.
public enum FileFault: Error, Hashable, Sendable {
  /// There is no such file.
  case missing
  /// The operating system refuses, for this reason.
  case unreadable(reason: String)
  /// It is a directory, a pipe or a device.
  case notRegular
  /// It has more bytes than are ever read.
  case tooLarge(size: Int, limit: Int)
  /// Its compression is damaged.
  case gzip(GzipFault)

  /// It has no content.
  case empty
  /// Its content, in bytes, ends within the header.
  case headerTruncated(expected: Int, found: Int)
  /// It does not begin as an IDX file does.
  case wrongMagic(expected: UInt32, found: UInt32)
  /// Its elements are not unsigned bytes, but of the type with this code.
  case wrongElement(code: UInt8)
  /// It holds labels where images belong, or the reverse.
  case wrongContent(expected: IDXContent, found: IDXContent)
  /// One of its dimensions is zero.
  case zeroDimension([Int])
  /// Its header promises more bytes than are ever read.
  case promisesTooMuch(dimensions: [Int], limit: Int)
  /// Fewer bytes follow the header than it promises.
  case truncated(expected: Int, found: Int)
  /// More bytes follow the header than it promises.
  case tooLong(expected: Int)
  /// A label, at this index, is not below the number of classes.
  case labelOutOfRange(index: Int, label: Int, classes: Int)
}
