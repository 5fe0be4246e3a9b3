import Foundation

extension Netpbm {
  /// Writes an image as a file, whole or not at all.
  ///
  /// - Parameter pixels: `[shape.pixels]`, in 0…1; what lies beyond is held to it.
  public static func write(
    _ pixels: [Float], shape: ImageShape, to path: String
  ) throws(PictureFailure) {
    do throws(WriteFault) {
      try AtomicFile.write(file(pixels, shape: shape), to: path)
    } catch {
      throw PictureFailure(path: path, fault: error)
    }
  }

  /// Finds out whether a picture could be written, before there is one.
  public static func requireWritable(_ path: String) throws(PictureFailure) {
    do throws(WriteFault) {
      try AtomicFile.requireWritable(path)
    } catch {
      throw PictureFailure(path: path, fault: error)
    }
  }
}

/// A picture that could not be written.
public struct PictureFailure: Error, Equatable, Sendable {
  public let path: String
  public let fault: WriteFault
}

extension PictureFailure: CustomStringConvertible {
  public var description: String {
    "can't write the picture \(path): \(fault). What was there before is untouched; "
      + "choose another place."
  }
}
