import Testing

@testable import Engine

@Suite("Kinds of error")
struct ErrorKindTests {
  private func kind(
    _ clean: [Float], _ adversarial: [Float], label: Int = 0, relatives: [Int] = [1]
  ) -> ErrorKind? {
    ErrorKind(label: label, clean: clean, adversarial: adversarial, relatives: relatives)
  }

  @Test("definitions, by examples")
  func definitions() {
    // The relative, even where it was the second reading before.
    #expect(kind([0.6, 0.3, 0.1, 0], [0.3, 0.6, 0.1, 0]) == .conatural)
    #expect(kind([0.6, 0.1, 0.3, 0], [0.1, 0.6, 0.3, 0]) == .conatural)
    // The second reading comes first, and the label second.
    #expect(kind([0.6, 0.1, 0.3, 0], [0.3, 0.1, 0.6, 0]) == .refocused)
    // It was not the second reading; or the label is not second any more.
    #expect(kind([0.6, 0.3, 0.1, 0], [0.3, 0.1, 0.6, 0]) == .trueAdversarial)
    #expect(kind([0.6, 0.1, 0.3, 0], [0.1, 0.3, 0.6, 0]) == .trueAdversarial)
    // Misread before.
    #expect(kind([0.3, 0.6, 0.1, 0], [0.95, 0.05, 0, 0]) == .benign)
    #expect(kind([0.3, 0.6, 0.1, 0], [0.85, 0.15, 0, 0]) == nil, "not sure enough")
    #expect(kind([0.3, 0.6, 0.1, 0], [0.1, 0.2, 0.7, 0]) == nil, "another error")
    #expect(kind([0.6, 0.3, 0.1, 0], [0.7, 0.2, 0.1, 0]) == nil, "no error")
  }

  @Test("relatives are the classes whose means are nearest, and none without images")
  func relatives() {
    // Means at 0, 200, 60 and 90 of 255; class 4 has no images.
    let data = Dataset(
      name: "dots", shape: ImageShape(height: 1, width: 1), pixels: [0, 190, 60, 90, 210],
      labels: [0, 1, 2, 3, 1], classes: 5)
    let means = ClassMeans(of: data)
    #expect(means.nearest(2, to: 0) == [2, 3])
    #expect(means.nearest(2, to: 1) == [3, 2])
    #expect(means.nearest(9, to: 2) == [3, 0, 1])
    #expect(means.nearest(2, to: 4) == [])
  }

  @Test("every image that falls is counted once; benign ones only where readings are attacked")
  func tally() throws {
    let network = Fixtures.trained()
    var data = Fixtures.quarters(200, seed: 4)
    // Every fourth image has another label, and so is misread.
    for index in stride(from: 0, to: 200, by: 4) {
      data.labels[index] = (data.labels[index] + 1) % 4
    }
    let means = ClassMeans(of: Fixtures.quarters(600))
    func tally(_ labels: AttackLabels) throws -> (ErrorTally, AttackResult) {
      let result = try AttackRun(
        FastGradientSign(), within: ThreatModel(epsilon: 0.3, range: 0...1), labels: labels)(
          on: network, data)
      return (ErrorTally(result, of: network, on: data, means: means), result)
    }
    let (given, result) = try tally(.given)
    #expect(given.total == result.fallen && result.fallen > 50)
    #expect(given.counts[.benign] == nil && given.unnamed == 0)
    let (predicted, all) = try tally(.predicted)
    #expect(predicted.total == all.fallen)
    #expect(predicted.counts[.conatural, default: 0] > 0)
    let misread = result.outcomes.count { $0 == .misreadAsItIs }
    #expect(predicted.counts[.benign, default: 0] > 0 && predicted.unnamed > 0)
    #expect(predicted.counts[.benign, default: 0] + predicted.unnamed <= misread)
  }
}
