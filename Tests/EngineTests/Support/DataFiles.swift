import CZlib
import Foundation

@testable import Engine

/// Compresses as `gzip` does, through zlib.
func gzip(_ bytes: [UInt8]) -> [UInt8] {
  var bytes = bytes
  var stream = z_stream()
  let size = Int32(MemoryLayout<z_stream>.size)
  precondition(
    deflateInit2_(&stream, 9, Z_DEFLATED, 15 + 16, 8, Z_DEFAULT_STRATEGY, ZLIB_VERSION, size)
      == Z_OK)
  defer { deflateEnd(&stream) }
  var output = [UInt8](repeating: 0, count: Int(deflateBound(&stream, UInt(bytes.count))))
  bytes.withUnsafeMutableBufferPointer { input in
    output.withUnsafeMutableBufferPointer { output in
      stream.next_in = input.baseAddress
      stream.avail_in = UInt32(input.count)
      stream.next_out = output.baseAddress
      stream.avail_out = UInt32(output.count)
      precondition(deflate(&stream, Z_FINISH) == Z_STREAM_END)
    }
  }
  return Array(output.prefix(Int(stream.total_out)))
}

/// An IDX file of unsigned bytes, of which any part may be wrong.
func idx(magic: UInt32? = nil, _ dimensions: [UInt32], _ elements: [UInt8]) -> [UInt8] {
  let magic = magic ?? 0x0800 + UInt32(dimensions.count)
  return ([magic] + dimensions).flatMap { number in
    [24, 16, 8, 0].map { UInt8(truncatingIfNeeded: number >> $0) }
  } + elements
}

/// A small dataset whose pixels and labels follow a pattern.
struct SmallDataset {
  /// The four files, plain.
  let files: [DatasetFile: [UInt8]]

  init(train: Int = 12, test: Int = 7) {
    files = [
      .trainImages: Self.images(train), .trainLabels: Self.labels(train),
      .testImages: Self.images(test), .testLabels: Self.labels(test),
    ]
  }

  static func images(_ count: Int, height: Int = 5, width: Int = 3) -> [UInt8] {
    let pixels = (0..<count * height * width).map { UInt8(truncatingIfNeeded: $0 &* 37) }
    return idx([UInt32(count), UInt32(height), UInt32(width)], pixels)
  }

  static func labels(_ count: Int) -> [UInt8] {
    idx([UInt32(count)], (0..<count).map { UInt8($0 * 7 % 10) })
  }

  /// Writes the four files under their standard names.
  func write(to directory: TemporaryDirectory, _ folder: String, compressed: Bool) throws {
    for (file, bytes) in files {
      let name = compressed ? file.archiveName : file.name
      try directory.write(compressed ? gzip(bytes) : bytes, folder + "/" + name)
    }
  }

  /// The dataset as a published one, of which the mirrors are given.
  func published(as name: String, mirrors: [String] = []) -> PublishedDataset {
    let pins = files.mapValues { content in
      let archive = gzip(content)
      return PublishedDataset.Pin(
        archiveLength: archive.count, archiveDigest: SHA256.digest(of: archive),
        contentDigest: SHA256.digest(of: content))
    }
    return PublishedDataset(name: name, pins: pins, mirrors: mirrors)
  }
}
