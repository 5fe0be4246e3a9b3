import Foundation

extension IDXFile {
  /// Writes images as a gzip IDX file, whole or not at all.
  ///
  /// - Parameter pixels: `[count, shape.pixels]`, 0…255.
  /// - Precondition: There are no more bytes than `defaultLimit`.
  /// - Throws: `WriteFault`.
  public static func write(
    images pixels: [UInt8], shape: ImageShape, to path: String
  ) throws(WriteFault) {
    precondition(pixels.count.isMultiple(of: shape.pixels) && pixels.count <= defaultLimit)
    let count = pixels.count / shape.pixels
    let dimensions =
      shape.channels == 1
      ? [count, shape.height, shape.width] : [count, shape.channels, shape.height, shape.width]
    let header = IDXHeader(dimensions: dimensions).bytes
    try AtomicFile.write(Data(Gzip.deflate(header + pixels)), to: path)
  }
}
