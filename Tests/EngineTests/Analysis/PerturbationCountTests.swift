import Testing

@testable import Engine

@Suite("Perturbation count")
struct PerturbationCountTests {
  private let network = Fixtures.trained()
  private let data = Fixtures.quarters(200, seed: 4)

  @Test(
    "it agrees with robust accuracy and with each image by itself", arguments: [Float(0.1), 0.2])
  func agrees(epsilon: Float) throws {
    let count = PerturbationCount(of: network, on: data, epsilon: epsilon)
    let plain = try #require(accuracy(of: network, on: data))
    let robust = try #require(
      try robustAccuracy(
        of: network, on: data, against: FastGradientSign(), within: ThreatModel(epsilon: epsilon)))
    #expect(count.images == 200)
    #expect(count.misreadAsTheyAre == 200 - plain.correct)
    #expect(count.newlyMisread == plain.correct - robust.correct)
    #expect(count.newlyMisread > 0)

    var best: Float = 0
    var misread = 0
    for index in 0..<200 {
      let (image, label) = (data.image(index), data.label(index))
      let moved = FastGradientSign().perturb(
        image, labels: [label], of: network, within: ThreatModel(epsilon: epsilon))
      let reading = network.predictions(moved)[0]
      guard reading != label else { continue }
      misread += 1
      guard network.predictions(image) == [label] else { continue }
      best = max(best, network.confidences(moved)[0, reading])
    }
    #expect(count.misread == misread)
    #expect(abs(try #require(count.bestConfidence) - best) < 1e-5)
  }

  @Test("at ε 0 nothing is newly misread, and there is no confidence")
  func nothing() {
    let count = PerturbationCount(of: network, on: data, epsilon: 0)
    #expect(count.newlyMisread == 0 && count.bestConfidence == nil)
    #expect(count.misread == count.misreadAsTheyAre)
  }
}
