/// What a printer, the light and a camera do to an image.
///
/// Source: Kurakin, Goodfellow and Bengio, *Adversarial Examples in the Physical World*, 2017, section
/// 3 (photographs of prints) and section 4 (contrast, brightness, blur, noise and JPEG, to which come
/// here a coarser resolution and fewer shades); seed 004, section 5.
public enum PhotoTransformation: Hashable, Sendable {
  /// A normal kernel of a standard deviation, in pixels.
  case blur(Float)
  /// Normal noise of a standard deviation, in pixel units.
  case noise(Float)
  /// Pixels times a factor, held to 0…1.
  case contrast(Float)
  /// Pixels plus a number of pixel units, held to 0…1.
  case brightness(Float)
  /// To a share of the width and height, and back.
  case resampling(Float)
  /// About the centre, in degrees, anticlockwise as seen; black comes in at the edges.
  case rotation(Float)
  /// So many equally spaced shades, the nearest of which each pixel becomes; 256 for 8 bits.
  case quantisation(Int)
  /// Baseline JPEG of each channel at a quality from 1, the worst, to 100.
  case jpeg(Int)

  /// Those that are measured, from the mildest of each kind.
  public static let all: [PhotoTransformation] = [
    .blur(0.5), .blur(1), .noise(0.05), .noise(0.1), .noise(0.2), .contrast(0.8), .contrast(1.25),
    .brightness(-0.1), .brightness(0.1), .resampling(0.75), .resampling(0.5), .rotation(5),
    .rotation(-10), .quantisation(256), .quantisation(16), .quantisation(4), .quantisation(2),
    .jpeg(70), .jpeg(30),
  ]

  /// What it is called in tables, such as "blur 0.5".
  public var name: String { "\(kind) \(strength)" }

  /// What it does, in a word.
  public var kind: String {
    switch self {
    case .blur: "blur"
    case .noise: "noise"
    case .contrast: "contrast"
    case .brightness: "brightness"
    case .resampling: "resampling"
    case .rotation: "rotation"
    case .quantisation: "quantisation"
    case .jpeg: "JPEG"
    }
  }

  private var strength: String {
    switch self {
    case .blur(let value), .noise(let value), .contrast(let value), .brightness(let value),
      .resampling(let value), .rotation(let value):
      "\(value)"
    case .quantisation(let value), .jpeg(let value): "\(value)"
    }
  }

  /// What becomes of images.
  ///
  /// - Parameters:
  ///   - images: `[batch, shape.pixels]`, in 0…1.
  ///   - generator: Where noise comes from; the others draw nothing.
  /// - Returns: `[batch, shape.pixels]`, in 0…1.
  public func callAsFunction(
    _ images: Matrix, _ shape: ImageShape, using generator: inout SeededGenerator
  ) -> Matrix {
    precondition(images.columns == shape.pixels, "images have the shape given")
    return switch self {
    case .blur(let deviation): images.blurred(shape, deviation: deviation)
    case .noise(let deviation):
      images.mapHeld { $0 + deviation * generator.normal() }
    case .contrast(let factor): images.mapHeld { $0 * factor }
    case .brightness(let shift): images.mapHeld { $0 + shift }
    case .resampling(let share): images.resampledAndBack(shape, share: share)
    case .rotation(let degrees): images.rotated(shape, degrees: degrees)
    case .quantisation(let shades): images.quantised(shades: shades)
    case .jpeg(let quality): images.compressed(shape, quality: quality)
    }
  }
}
