import Foundation

extension DataError: CustomStringConvertible {
  /// What is wrong, and what to do next.
  public var description: String {
    switch self {
    case .directory(let path, let source, let fault):
      """
      \(source) names \(path): \(fault). Put MNIST's four files there \
      (\(DatasetFile.allCases.map(\.archiveName).joined(separator: ", "))), name another directory, \
      or name none to use the built-in digits.
      """
    case .file(let path, let fault):
      "\(path): \(fault). \(fault.remedy)"
    case .countsDiffer(let images, let imageCount, let labels, let labelCount):
      """
      expected one label for each image, found \(imageCount.grouped) images in \(images) and \
      \(labelCount.grouped) labels in \(labels). Check that both files belong to the same split.
      """
    }
  }
}

extension DataSource: CustomStringConvertible {
  /// What the user calls it.
  public var description: String {
    switch self {
    case .option: "--data"
    case .environment: "POTEMKIN_DATA"
    case .userDirectory: "user data directory"
    }
  }
}

extension DataSearch.Status: CustomStringConvertible {
  /// What was found, in a few words.
  public var description: String {
    switch self {
    case .notSet: "not set"
    case .found: "found"
    case .unusable(let fault): fault.description
    }
  }
}

extension DirectoryFault: CustomStringConvertible {
  /// What was expected and what was found.
  public var description: String {
    switch self {
    case .missing: "expected a directory, found nothing"
    case .notDirectory: "expected a directory, found a file"
    case .incomplete(let missing):
      """
      expected four files, found \(DatasetFile.allCases.count - missing.count); missing: \
      \(missing.map { "\($0.name)[.gz]" }.joined(separator: ", "))
      """
    }
  }
}

extension FileFault: CustomStringConvertible {
  /// What was expected and what was found.
  public var description: String {
    switch self {
    case .missing: "expected a file, found nothing"
    case .unreadable(let reason): "expected a readable file, found: \(reason)"
    case .notRegular: "expected a regular file, found a directory, pipe or device"
    case .tooLarge(let size, let limit):
      "expected a file of at most \(limit.grouped) bytes, found \(size.grouped)"
    case .gzip(let fault): fault.description
    case .empty: "expected an IDX file, found an empty one"
    case .headerTruncated(let expected, let found):
      "expected an IDX header of at least \(expected) bytes, found \(found)"
    case .wrongMagic(let expected, let found):
      "expected the magic number \(expected.magic), found \(found.magic)"
    case .wrongElement(let code):
      "expected elements of type 0x08 (unsigned byte), found 0x\(String(format: "%02x", code))"
    case .wrongContent(let expected, let found):
      "expected \(expected), found \(found): the file seems to bear the wrong name"
    case .zeroDimension(let dimensions):
      "expected dimensions above zero, found \(dimensions.product)"
    case .promisesTooMuch(let dimensions, let limit):
      """
      expected content of at most \(limit.grouped) bytes, found a header that promises \
      \(dimensions.product)
      """
    case .truncated(let expected, let found):
      "expected \(expected.grouped) bytes after the header, found \(found.grouped)"
    case .tooLong(let expected):
      "expected \(expected.grouped) bytes after the header, found more"
    case .labelOutOfRange(let index, let label, let classes):
      "expected labels below \(classes), found \(label) at index \(index.grouped)"
    }
  }

  /// What the user can do about it.
  fileprivate var remedy: String {
    switch self {
    case .missing: "Put the file there, or name another directory with --data."
    case .unreadable: "Check the file's permissions and its disk."
    case .notRegular: "Put the file itself there."
    case .wrongContent: "Check whether images and labels were swapped."
    case .wrongMagic, .wrongElement: "Check that this is one of MNIST's IDX files."
    case .labelOutOfRange: "Check that the file belongs to a dataset with these classes."
    case .tooLarge, .promisesTooMuch, .gzip, .empty, .headerTruncated, .zeroDimension, .truncated,
      .tooLong:
      "Replace the file with a fresh copy."
    }
  }
}

extension GzipFault: CustomStringConvertible {
  /// What was expected and what was found.
  public var description: String {
    switch self {
    case .notGzip: "expected gzip, found other bytes"
    case .truncated(let inflated):
      "expected a whole gzip stream, found one that breaks off after \(inflated.grouped) bytes"
    case .corrupt(let reason, let inflated):
      "expected a sound gzip stream, found damage after \(inflated.grouped) bytes (\(reason))"
    case .checksumMismatch: "expected gzip content that fits its checksum, found other content"
    case .trailingBytes(let count):
      "expected the file to end with its gzip stream, found \(count.grouped) bytes more"
    case .tooLong(let limit): "expected gzip content of at most \(limit.grouped) bytes, found more"
    }
  }
}

extension IDXContent: CustomStringConvertible {
  /// "images" or "labels".
  public var description: String { self == .images ? "images" : "labels" }
}

extension Int {
  /// The number with a comma between thousands, whatever the locale.
  var grouped: String {
    formatted(.number.grouping(.automatic).locale(Locale(identifier: "en_US")))
  }
}

extension [Int] {
  /// Dimensions, such as "60,000 × 28 × 28".
  fileprivate var product: String { map(\.grouped).joined(separator: " × ") }
}

extension UInt32 {
  /// A magic number, such as "0x00000803".
  fileprivate var magic: String { "0x" + String(format: "%08x", self) }
}
