import Testing

@testable import Engine

@Suite("Which wrong class leads")
struct LeadIntervalTests {
  /// One pixel, and scores that are lines in it: class c has slopes[c]·x + biases[c].
  private func lines(_ slopes: [Float], _ biases: [Float]) -> Network {
    let dense = Dense(
      weights: Matrix(rows: slopes.count, columns: 1, values: slopes), biases: biases)
    return Network(inputShape: ImageShape(height: 1, width: 1), layers: [.dense(dense)])
  }

  /// The ray from x = 0 upwards, so that ε is x.
  private func ray(_ network: Network) -> PerturbationRay {
    PerturbationRay(
      network: network, image: Matrix(row: [0]), direction: Matrix(row: [1]))
  }

  @Test("of a linear model the lead changes where the lines cross, however coarse the curve")
  func closedForm() {
    // Lines 1, 2 and 3 cross at 1/7, within the first of four steps, and at 0.35; line 0 is the label.
    let ray = ray(lines([0, 1, 3.5, 5.5], [1, 0.4, 0.042857, -0.657143]))
    let crossings: [Float] = [(0.4 - 0.042857) / 2.5, (0.042857 + 0.657143) / 2]
    for steps in [4, 1000] {
      let curve = ConfidenceCurve(ray: ray, label: 0, steps: steps)
      let intervals = curve.leadIntervals(along: ray, precision: 1e-6)
      #expect(intervals.map(\.otherClass) == [1, 2, 3])
      #expect(intervals[0].start == 0 && intervals[2].end == 1)
      for (index, crossing) in crossings.enumerated() {
        #expect(intervals[index].end == intervals[index + 1].start)
        #expect(abs(intervals[index].end - crossing) < 2e-6)
      }
    }
  }

  @Test("a lead that begins and ends within one step of the curve is found where halving meets it")
  func withinAStep() {
    // Lines 1 and 3 meet at 0.5, where line 2 is above both, from 0.45 to 0.55.
    let ray = ray(lines([0, 0, 1, 2], [0, 1, 0.55, 0]))
    let curve = ConfidenceCurve(ray: ray, label: 0, steps: 1)
    #expect(curve.otherClass == [1, 3])
    let intervals = curve.leadIntervals(along: ray)
    #expect(intervals.map(\.otherClass) == [1, 2, 3])
    #expect(abs(intervals[1].start - 0.45) < 2e-6 && abs(intervals[1].end - 0.55) < 2e-6)
  }

  @Test("the highest confidence is that of the class itself, where it is said to be")
  func highest() {
    // Without a label in the way, class 1 falls from 2/3 as class 2 rises.
    let ray = ray(lines([0, -4, 4], [-20, 0, -0.6931472]))
    let curve = ConfidenceCurve(ray: ray, label: 0)
    let intervals = curve.leadIntervals(along: ray)
    #expect(intervals.map(\.otherClass) == [1, 2])
    #expect(intervals[0].highestAt == 0 && abs(intervals[0].highestConfidence - 2.0 / 3) < 1e-5)
    #expect(intervals[1].highestAt == 1)
    #expect(intervals[1].highestConfidence == curve.otherConfidence.last)
  }

  @Test("without a change there is one stretch; the label never leads")
  func one() {
    let ray = ray(lines([9, 1, 0], [0, 0, 0]))
    let intervals = ConfidenceCurve(ray: ray, label: 0, to: 0.5).leadIntervals(along: ray)
    #expect(intervals.map(\.otherClass) == [1])
    #expect(intervals[0].start == 0 && intervals[0].end == 0.5)
  }

  @Test("which class leads is known where its confidence rounds to 0")
  func sure() {
    let ray = ray(lines([0, 0, 50], [500, 10, 0]))
    let curve = ConfidenceCurve(ray: ray, label: 0)
    #expect(curve.otherConfidence.allSatisfy { $0 == 0 })
    let intervals = curve.leadIntervals(along: ray)
    #expect(intervals.map(\.otherClass) == [1, 2])
    #expect(abs(intervals[1].start - 0.2) < 2e-6)
  }

  @Test(
    "on a trained network the leader is who the scores say, clipped or not",
    arguments: [false, true])
  func leaders(clipped: Bool) {
    let (network, data) = (Fixtures.trained(), Fixtures.quarters(20, seed: 4))
    for index in 0..<data.count {
      let exploration = Exploration(network, data, index: index, clipped: clipped)
      for interval in exploration.curve.leadIntervals(along: exploration.ray) {
        let middle = (interval.start + interval.end) / 2
        var scores = exploration.ray.logits(at: [middle]).values
        scores[exploration.label] = -.infinity
        #expect(scores.max() == scores[interval.otherClass])
      }
    }
  }
}
