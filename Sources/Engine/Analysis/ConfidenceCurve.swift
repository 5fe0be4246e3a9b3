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
      let best = Self.leader(of: logits.row(index), except: label)
      labelConfidence.append(confidences[index, label])
      otherConfidence.append(confidences[index, best])
      otherClass.append(best)
    }
    self.epsilons = epsilons
    self.label = label
    self.labelConfidence = labelConfidence
    self.otherConfidence = otherConfidence
    self.otherClass = otherClass
    // From the scores as well, for confidences may round to equal ones.
    readings = logits.argmaxOfRows()
  }

  /// The class of the largest score but for one class; the first of equals.
  ///
  /// Not from the confidences: beside a sure reading those of all others may round to 0.
  static func leader(of logits: ArraySlice<Float>, except label: Int) -> Int {
    var best = label == 0 ? 1 : 0
    for (column, value) in zip(0..., logits)
    where column != label && value > logits[logits.startIndex + best] { best = column }
    return best
  }

  /// The index of the first distance at which the image is misread; `nil` where there is none.
  public var firstMisread: Int? { readings.firstIndex { $0 != label } }
}
