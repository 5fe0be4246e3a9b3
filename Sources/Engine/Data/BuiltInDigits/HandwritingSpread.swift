/// How much handwriting differs from image to image: the parameters of the distributions that
/// ``HandwritingStyle`` is drawn from.
///
/// Lengths are in digit heights unless said otherwise.
struct HandwritingSpread: Sendable {
  /// The standard deviation of a control point's own displacement.
  var tremor: Float
  /// The correlation of the displacements of neighbouring control points, 0…1.
  var tremorCorrelation: Float
  /// The standard deviation of the amplitude of each wave that bends the paper.
  var waveAmplitude: Float
  /// The standard deviation of its frequency, in radians per digit height.
  var waveFrequency: Float
  /// The standard deviation of the logarithm of the stretch in width.
  var logStretch: Float
  /// How far the top leans to the right on average.
  var meanSlant: Float
  /// The standard deviation of that lean.
  var slant: Float
  /// The standard deviation of the rotation, in radians.
  var rotation: Float
  /// The median width of the pen, in pixels of the image.
  var medianPenWidth: Float
  /// The standard deviation of the logarithm of that width.
  var logPenWidth: Float
  /// The largest relative change of the width along a stroke, 0..<1.
  var pressure: Float

  /// The spread of MNIST's writers.
  ///
  /// Slant, width and ink were set by the moments of MNIST's training images, the rest by how well a
  /// network trained on the built-in digits reads those images.
  static let mnist = HandwritingSpread(
    tremor: 0.06, tremorCorrelation: 0.5, waveAmplitude: 0.06, waveFrequency: 2.75,
    logStretch: 0.18, meanSlant: 0.12, slant: 0.2, rotation: 0.12, medianPenWidth: 2.5,
    logPenWidth: 0.26, pressure: 0.45)
}
