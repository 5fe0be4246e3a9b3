/// How the confidences of one image change along its ray.
///
/// Source: seed 000, section 5.2.3 and figures 16 and 17.
public struct ConfidenceCurve: Equatable, Sendable {
  /// The distances, ascending from 0, in pixel units.
  public let epsilons: [Float]
  /// The right class.
  public let label: Int
  /// The confidence of the label at each distance.
  public let labelConfidence: [Float]
  /// The largest confidence of any other class at each distance.
  public let otherConfidence: [Float]
  /// Which class that is.
  public let otherClass: [Int]
  /// Which class the image is read as at each distance: that of the largest score, as in accuracy.
  public let readings: [Int]

  /// How many steps from 0 to 1 a curve has unless told: the study's step of 0.001.
  public static let steps = 1000

  /// The curve over `steps + 1` distances from 0 to `end`.
  /// - Precondition: There are at least two classes.
  public init(ray: PerturbationRay, label: Int, steps: Int = Self.steps, to end: Float = 1) {
    let epsilons = (0...steps).map { Float($0) * end / Float(steps) }
    let logits = ray.logits(at: epsilons)
    let confidences = softmax(logits)
    var labelConfidence: [Float] = []
    var otherConfidence: [Float] = []
    var otherClass: [Int] = []
    for index in epsilons.indices {
      let row = confidences.row(index)
      var best = label == 0 ? 1 : 0
      var confidence = row[row.startIndex + best]
      for (column, value) in row.enumerated() where column != label && value > confidence {
        (best, confidence) = (column, value)
      }
      labelConfidence.append(row[row.startIndex + label])
      otherConfidence.append(confidence)
      otherClass.append(best)
    }
    self.epsilons = epsilons
    self.label = label
    self.labelConfidence = labelConfidence
    self.otherConfidence = otherConfidence
    self.otherClass = otherClass
    // Not from the confidences: scores that differ may round to confidences that do not.
    readings = logits.argmaxOfRows()
  }

  /// The index of the first distance at which the image is misread; `nil` where there is none.
  public var firstMisread: Int? { readings.firstIndex { $0 != label } }
}
