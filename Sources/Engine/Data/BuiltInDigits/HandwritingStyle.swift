import Foundation

/// What one hand does to a skeleton in one image: how it slants, turns, stretches, trembles and
/// presses.
struct HandwritingStyle: Sendable {
  /// The standard deviation of each control point's own displacement, in digit heights.
  var jitter: Float
  /// Smooth bending of the paper, an elastic distortion of low frequency.
  var waves: [Wave]
  /// Width over height, relative to the skeleton's.
  var aspect: Float
  /// How far the top leans to the right, in heights per height.
  var slant: Float
  /// Clockwise rotation, in radians.
  var rotation: Float
  /// The mean width of the ink, in pixels of the image.
  var penWidth: Float
  /// How much the width swells and shrinks along a stroke, relative to its mean.
  var pressure: Float
  /// The phase of that swelling, in radians.
  var pressurePhase: Float
  /// The width of the grey edge of the ink, in pixels.
  var softness: Float
  /// The brightest grey, 0…1.
  var ink: Float

  /// A displacement that varies as a sine along one direction.
  struct Wave: Sendable {
    /// The largest displacement, in digit heights.
    var amplitude: SIMD2<Float>
    /// Radians per digit height.
    var frequency: SIMD2<Float>
    /// Radians.
    var phase: Float
  }
}

extension HandwritingStyle {
  /// Draws a style; the spreads were chosen by eye and by moments of MNIST's training images.
  init(using generator: inout some RandomNumberGenerator) {
    let p = tuning
    let care = exp(p[12] * generator.normal())
    jitter = p[0] * care
    let amplitude = p[1] * care
    waves = (0..<3).map { _ in
      Wave(
        amplitude: amplitude * SIMD2(generator.normal(), generator.normal()),
        frequency: p[2] * SIMD2(generator.normal(), generator.normal()),
        phase: generator.uniform(0, 2 * .pi))
    }
    aspect = exp(p[3] * generator.normal())
    slant = p[4] + p[5] * generator.normal()
    rotation = p[6] * generator.normal()
    penWidth = min(max(p[7] * exp(p[8] * generator.normal()), 1.2), 7)
    pressure = p[9] * generator.uniform()
    pressurePhase = generator.uniform(0, 2 * .pi)
    softness = p[10]
    ink = 1
  }
}
