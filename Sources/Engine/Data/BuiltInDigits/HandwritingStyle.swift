import Foundation

/// What one hand does to a skeleton in one image: how it trembles, stretches, slants, turns and
/// presses.
struct HandwritingStyle: Sendable {
  /// The standard deviation of each control point's own displacement, in digit heights.
  var tremor: Float
  /// The correlation of the displacements of neighbouring control points, 0…1.
  var tremorCorrelation: Float
  /// What bends the paper: an elastic distortion of low frequency.
  var waves: [Wave]
  /// The factor by which the skeleton is widened.
  var stretch: Float
  /// How far the top leans to the right, in digit heights.
  var slant: Float
  /// The rotation, clockwise, in radians.
  var rotation: Float
  /// The mean width of the pen, in pixels of the image.
  var penWidth: Float
  /// The largest relative change of the width along a stroke, 0..<1.
  var pressure: Float
  /// Where in its swelling the pen begins, in radians.
  var pressurePhase: Float

  /// A displacement that varies as a sine along one direction.
  struct Wave: Sendable {
    /// The largest displacement, in digit heights.
    var amplitude: SIMD2<Float>
    /// The direction and rate of the sine, in radians per digit height.
    var frequency: SIMD2<Float>
    /// Where the sine begins, in radians.
    var phase: Float
  }
}

extension HandwritingStyle {
  /// The widths of pen that are drawn with, in pixels; others are brought within.
  static let penWidths: ClosedRange<Float> = 1.2...5.5

  /// Draws a style.
  init(
    spread: HandwritingSpread = .mnist, using generator: inout some RandomNumberGenerator
  ) {
    tremor = spread.tremor
    tremorCorrelation = spread.tremorCorrelation
    waves = (0..<3).map { _ in
      Wave(
        amplitude: spread.waveAmplitude * generator.normalPair(),
        frequency: spread.waveFrequency * generator.normalPair(),
        phase: generator.uniform(0, 2 * .pi))
    }
    stretch = exp(spread.logStretch * generator.normal())
    slant = spread.meanSlant + spread.slant * generator.normal()
    rotation = spread.rotation * generator.normal()
    let width = spread.medianPenWidth * exp(spread.logPenWidth * generator.normal())
    penWidth = min(max(width, Self.penWidths.lowerBound), Self.penWidths.upperBound)
    pressure = generator.uniform(0, spread.pressure)
    pressurePhase = generator.uniform(0, 2 * .pi)
  }

  /// Where this hand writes a point of the unit box: bent, stretched, slanted, then turned about
  /// the middle of the box, which becomes the origin.
  func written(_ point: SIMD2<Float>) -> SIMD2<Float> {
    let bent = waves.reduce(point - 0.5) { bent, wave in
      bent + sin((wave.frequency * point).sum() + wave.phase) * wave.amplitude
    }
    let slanted = SIMD2(stretch * bent.x - slant * bent.y, bent.y)
    let (cosine, sine) = (cos(rotation), sin(rotation))
    return SIMD2(cosine * slanted.x - sine * slanted.y, sine * slanted.x + cosine * slanted.y)
  }

  /// Half the width of the ink, in pixels, at a fraction of the way along a stroke.
  func radius(at fraction: Float) -> Float {
    penWidth / 2 * (1 + pressure * sin(.pi * fraction + pressurePhase))
  }
}
