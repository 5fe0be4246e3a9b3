import Foundation

/// Images in the simplest of formats: portable graymaps (PGM) and pixmaps (PPM), of bytes.
///
/// Source: the manual pages pgm(5) and ppm(5) of Netpbm, magic numbers P5 and P6.
public enum Netpbm {
  /// The file of an image of one channel or three, rounded to bytes.
  ///
  /// - Parameter pixels: `[shape.pixels]`, in 0…1; what lies beyond is held to it.
  /// - Precondition: There are one or three channels.
  public static func file(_ pixels: [Float], shape: ImageShape) -> Data {
    precondition(pixels.count == shape.pixels, "the image has the shape given")
    precondition(shape.channels == 1 || shape.channels == 3, "grey, or red, green and blue")
    let header = "\(shape.channels == 1 ? "P5" : "P6")\n\(shape.width) \(shape.height)\n255\n"
    let plane = shape.height * shape.width
    let bytes = (0..<shape.pixels).map { index in
      let (place, channel) = (index / shape.channels, index % shape.channels)
      return UInt8((min(max(pixels[channel * plane + place], 0), 1) * 255).rounded())
    }
    return Data(header.utf8) + bytes
  }
}
