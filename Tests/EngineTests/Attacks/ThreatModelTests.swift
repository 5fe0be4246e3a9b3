import Testing

@testable import Engine

@Suite("Threat models")
struct ThreatModelTests {
  private func random(_ count: Int, _ scale: Float, _ generator: inout SeededGenerator) -> [Float] {
    (0..<count).map { _ in generator.normal() * scale }
  }

  @Test("norms are those worked out by hand")
  func norms() {
    let change: [Float] = [0.3, 0, -0.4]
    #expect(Norm.l0(change) == 2)
    #expect(abs(Norm.l1(change) - 0.7) < 1e-6)
    #expect(abs(Norm.l2(change) - 0.5) < 1e-6)
    #expect(Norm.linf(change) == 0.4)
    let size = PerturbationSize(from: [0.1, 0.5, 0.9], to: [0.4, 0.5, 0.5])
    for norm in Norm.allCases { #expect(abs(size[norm] - norm(change)) < 1e-6) }
  }

  @Test("projections onto each ball are those worked out by hand")
  func byHand() {
    let original = Matrix(row: [0.5, 0.5, 0.5])
    let candidate = Matrix(row: [0.9, 0.5, 0.2])
    func projected(_ norm: Norm, _ epsilon: Float) -> [Float] {
      ThreatModel(norm: norm, epsilon: epsilon).project(candidate, around: original).values
    }
    #expect(largestDifference(projected(.linf, 0.1), [0.6, 0.5, 0.4]) < 1e-6)
    // (0.4, 0, −0.3) has length 0.5.
    #expect(largestDifference(projected(.l2, 0.25), [0.7, 0.5, 0.35]) < 1e-6)
    // Taking 0.2 off both leaves 0.2 + 0.1.
    #expect(largestDifference(projected(.l1, 0.3), [0.7, 0.5, 0.4]) < 1e-6)
    #expect(projected(.l0, 1) == [0.9, 0.5, 0.5])
  }

  @Test(
    "a projection is allowed, leaves what is allowed, and is no farther than any other image in the ball",
    arguments: Norm.allCases, [false, true])
  func properties(norm: Norm, clipped: Bool) throws {
    var generator = SeededGenerator(seed: 3)
    let threat = ThreatModel(
      norm: norm, epsilon: norm == .l0 ? 4 : 0.4, range: clipped ? 0...1 : nil)
    for _ in 0..<50 {
      let original = Matrix(row: (0..<20).map { _ in generator.uniform() })
      let candidate = Matrix(
        row: zip(original.values, random(20, 0.4, &generator)).map { $0 + $1 })
      let near = threat.project(candidate, around: original)
      let size = try #require(threat.allowedSize(of: near.values[...], from: original.values[...]))
      #expect(size <= threat.epsilon * (1 + 1e-5))
      #expect(largestDifference(threat.project(near, around: original).values, near.values) < 1e-6)
      // Where the range plays no part, no image of the ball is nearer to the candidate.
      guard !clipped else { continue }
      let distance = PerturbationSize(from: candidate.values, to: near.values).l2
      for _ in 0..<20 {
        let other = threat.project(
          Matrix(row: zip(near.values, random(20, 0.05, &generator)).map { $0 + $1 }),
          around: original)
        let away = PerturbationSize(from: candidate.values, to: other.values)
        #expect((norm == .linf ? away.l2 : away.l2) >= distance - 1e-4)
      }
    }
  }

  @Test("a step too far, or out of range, is not allowed; a rounding is")
  func tolerance() {
    let threat = ThreatModel(epsilon: 0.1, range: 0...1)
    #expect(threat.allowedSize(of: [0.6], from: [0.5]) != nil)
    #expect(threat.allowedSize(of: [0.6 + 5e-7], from: [0.5]) != nil)
    #expect(threat.allowedSize(of: [0.60001], from: [0.5]) == nil)
    #expect(threat.allowedSize(of: [1.05], from: [0.99]) == nil)
    #expect(threat.allowedSize(of: [.nan], from: [0.5]) == nil)
    let far = ThreatModel(epsilon: .infinity)
    #expect(far.allowedSize(of: [900], from: [0]) == 900)
  }
}
