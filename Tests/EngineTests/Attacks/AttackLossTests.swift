import Testing

@testable import Engine

@Suite("Losses of attacks")
struct AttackLossTests {
  private func loss(_ loss: AttackLoss, _ scores: [Float], _ label: Int, _ target: Int?) -> (
    value: Float, gradient: [Float]
  ) {
    var matrix = Matrix(row: scores)
    let value = loss.replaceByGradient(
      &matrix, labels: [label], targets: target.map { [$0] })[0]
    return (value, matrix.values)
  }

  @Test("values are those worked out by hand")
  func values() {
    let scores: [Float] = [1, 4, 2, -1]
    #expect(loss(.margin, scores, 1, nil).value == -2)
    #expect(loss(.margin, scores, 2, nil).value == 2)
    #expect(loss(.margin, scores, 1, 3).value == -5)
    // (2 − 4) / (4 − 1), and (2 − 4) / (4 − (1 − 1) / 2).
    #expect(abs(loss(.logitsRatio, scores, 1, nil).value + 2 / 3) < 1e-6)
    #expect(abs(loss(.logitsRatio, scores, 1, 2).value + 0.5) < 1e-6)
  }

  @Test(
    "gradients agree with finite differences", arguments: AttackLoss.allCases, [nil, 3] as [Int?])
  func gradients(kind: AttackLoss, target: Int?) {
    var generator = SeededGenerator(seed: 5)
    for label in [0, 1, 2] {
      let scores = (0..<6).map { _ in 3 * generator.normal() }
      let gradient = loss(kind, scores, label, target).gradient
      for index in scores.indices {
        var (up, down) = (scores, scores)
        up[index] += 1e-2
        down[index] -= 1e-2
        let slope =
          (loss(kind, up, label, target).value - loss(kind, down, label, target).value) / 2e-2
        #expect(abs(slope - gradient[index]) < 5e-3)
      }
    }
  }

  @Test("the ratio does not change where scores are scaled and shifted")
  func invariance() {
    let scores: [Float] = [1, 4, 2, -1]
    let other = scores.map { 7 * $0 + 11 }
    for target in [nil, 3] as [Int?] {
      let difference =
        loss(.logitsRatio, scores, 1, target).value - loss(.logitsRatio, other, 1, target).value
      #expect(abs(difference) < 1e-5)
    }
  }
}
