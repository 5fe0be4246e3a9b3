/// An IDX file of images or labels, plain or gzip.
public struct IDXFile: Sendable, Equatable {
  /// The most bytes that a file's content may have, 1 GiB; MNIST's largest file has 47 MB.
  public static let defaultLimit = 1 << 30

  private let header: IDXHeader

  /// The elements, 0…255: images `[count, channels · height · width]` row-major, or labels
  /// `[count]`.
  public let elements: [UInt8]

  /// The number of images or labels.
  public var count: Int { header.dimensions[0] }

  /// The number of elements along each dimension: `[count]` of labels, `[count, height, width]` or
  /// `[count, channels, height, width]` of images.
  public var dimensions: [Int] { header.dimensions }

  /// The shape of one image, where these are images.
  public var imageShape: ImageShape? {
    switch dimensions.count {
    case 3: ImageShape(height: dimensions[1], width: dimensions[2])
    case 4: ImageShape(channels: dimensions[1], height: dimensions[2], width: dimensions[3])
    default: nil
    }
  }

  /// The hash of the content, header included, whether or not the file was compressed.
  public var contentDigest: SHA256.Digest {
    var hash = SHA256()
    hash.update(header.bytes.span.bytes)
    hash.update(elements.span.bytes)
    return hash.finalize()
  }

  /// Reads a file from disk.
  ///
  /// - Parameters:
  ///   - content: What the file must hold.
  ///   - limit: The most bytes that the file and its content may have.
  /// - Throws: `DataError.file`, with the path and what is wrong.
  public init(
    path: String, expecting content: IDXContent, limit: Int = defaultLimit
  ) throws(DataError) {
    do {
      try self.init(
        reading: GzipFile(path: path, limit: limit), expecting: content, limit: limit)
    } catch {
      throw .file(path: path, error)
    }
  }

  /// Reads content whose header is checked against its length before memory is taken for it.
  ///
  /// - Throws: `FileFault`.
  init(
    reading file: consuming GzipFile, expecting content: IDXContent, limit: Int = defaultLimit
  ) throws(FileFault) {
    header = try IDXHeader(reading: &file, expecting: content)
    let payload = header.payload
    guard payload <= limit - header.length else {
      throw .promisesTooMuch(dimensions: header.dimensions, limit: limit)
    }
    guard header.length + payload <= file.lengthBounds.upperBound else {
      // Not even the best compression holds that much; how much there is, only reading tells.
      throw .truncated(expected: payload, found: try file.countRest())
    }
    elements = try file.bytes(payload)
    guard elements.count == payload else {
      throw .truncated(expected: payload, found: elements.count)
    }
    // Asking for one byte more also reaches the end of a gzip stream, where its checksum is.
    guard try file.bytes(1).isEmpty else { throw .tooLong(expected: payload) }
  }

  /// The first label that is not below the number of classes.
  ///
  /// - Throws: `FileFault.labelOutOfRange`.
  func checkLabels(classes: Int) throws(FileFault) {
    guard let index = elements.firstIndex(where: { $0 >= classes }) else { return }
    throw .labelOutOfRange(index: index, label: Int(elements[index]), classes: classes)
  }
}

extension GzipFile {
  /// Reads on to the end and keeps nothing; returns how many bytes there were.
  fileprivate mutating func countRest() throws(FileFault) -> Int {
    var count = 0
    while true {
      let piece = try bytes(1 << 16)
      if piece.isEmpty { return count }
      count += piece.count
    }
  }
}
