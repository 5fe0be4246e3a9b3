/// A stretch of ε along a ray on which one and the same wrong class has the largest score of all
/// wrong ones.
///
/// Where one stretch ends and the next begins the curve of the largest wrong confidence has a kink.
/// Source: seed 000, section 6 on figure 16.
public struct LeadInterval: Equatable, Sendable {
  /// Which class leads the wrong ones.
  public var otherClass: Int
  /// Where it takes the lead, in pixel units.
  public var start: Float
  /// Where the next takes it, or the curve ends.
  public var end: Float
  /// Its largest confidence on this stretch, 0…1, at the distances of the curve and at both ends.
  public var highestConfidence: Float
  /// Where it has that.
  public var highestAt: Float
}

extension ConfidenceCurve {
  /// The stretches on which one wrong class leads, in order, from the first distance to the last.
  ///
  /// A change between two distances of the curve is found by halving. A lead that begins and ends
  /// between the same two is seen where halving meets it.
  ///
  /// - Parameters:
  ///   - ray: What the curve was made of.
  ///   - precision: How closely a change is found, in pixel units, above 0: the class that leads from
  ///     there on does so at `start`, and another does at most this far below.
  public func leadIntervals(
    along ray: PerturbationRay, precision: Float = 1e-6
  ) -> [LeadInterval] {
    precondition(precision > 0, "a precision is above 0")
    var intervals = [
      LeadInterval(otherClass: otherClass[0], at: epsilons[0], confidence: otherConfidence[0])
    ]
    for (index, epsilon) in epsilons.enumerated().dropFirst() {
      var low = epsilons[index - 1]
      while let leader = intervals.last?.otherClass, leader != otherClass[index] {
        let next = change(of: leader, from: low, to: (epsilon, otherClass[index]), ray, precision)
        let confidences = ray.confidences(at: next.epsilon)
        intervals[intervals.count - 1].extend(to: next.epsilon, confidence: confidences[leader])
        intervals.append(
          LeadInterval(
            otherClass: next.leader, at: next.epsilon, confidence: confidences[next.leader]))
        low = next.epsilon
      }
      intervals[intervals.count - 1].extend(to: epsilon, confidence: otherConfidence[index])
    }
    return intervals
  }

  /// Halves between a distance at which a class leads and one at which another does.
  ///
  /// - Returns: A distance at which another leads, and which one.
  private func change(
    of leader: Int, from low: Float, to high: (epsilon: Float, leader: Int),
    _ ray: PerturbationRay, _ precision: Float
  ) -> (epsilon: Float, leader: Int) {
    var (low, high) = (low, high)
    while high.epsilon - low > precision {
      let middle = (low + high.epsilon) / 2
      // Where floats are too coarse to halve further, the end is reached.
      guard middle > low, middle < high.epsilon else { break }
      let found = Self.leader(of: ray.logits(at: [middle]).row(0), except: label)
      if found == leader { low = middle } else { high = (middle, found) }
    }
    return high
  }
}

extension LeadInterval {
  fileprivate init(otherClass: Int, at epsilon: Float, confidence: Float) {
    self.init(
      otherClass: otherClass, start: epsilon, end: epsilon, highestConfidence: confidence,
      highestAt: epsilon)
  }

  /// Takes in a further distance.
  fileprivate mutating func extend(to epsilon: Float, confidence: Float) {
    end = epsilon
    if confidence > highestConfidence { (highestConfidence, highestAt) = (confidence, epsilon) }
  }
}
