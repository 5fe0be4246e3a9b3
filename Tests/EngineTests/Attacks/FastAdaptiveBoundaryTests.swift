import Testing

@testable import Engine

@Suite("The fast adaptive boundary attack")
struct FastAdaptiveBoundaryTests {
  @Test(
    "on a linear model it finds the nearest boundary: margin / ‖w‖ in the dual norm",
    arguments: [Norm.linf, .l2])
  func linear(norm: Norm) throws {
    let network = Fixtures.network(hidden: [])
    let weights = network.dense[0].weights
    let data = Fixtures.quarters(30, seed: 4)
    let threat = ThreatModel(norm: norm, epsilon: .infinity)
    for attack in [FastAdaptiveBoundary(), TargetedFastAdaptiveBoundary()] as [any Attack] {
      let run = try AttackRun(attack, within: threat, labels: .predicted)
      let result = try run(on: network, data)
      for (index, outcome) in result.outcomes.enumerated() {
        guard case .fallen(_, let size) = outcome else {
          Issue.record("image \(index) has not fallen")
          continue
        }
        let scores = network.logits(data.image(index))
        let label = scores.argmaxOfRows()[0]
        let distances = (0..<4).filter { $0 != label }.map { other in
          let slope = zip(weights.row(label), weights.row(other)).map { $0 - $1 }
          return (scores[0, label] - scores[0, other]) / (norm == .linf ? Norm.l1 : .l2)(slope)
        }
        let nearest = try #require(distances.min())
        #expect(size[norm] >= nearest * 0.999)
        #expect(size[norm] <= nearest * 1.01)
      }
    }
  }

  @Test("random starts make no image that falls farther, and some fall nearer")
  func restarts() throws {
    let network = Fixtures.trained()
    let data = Fixtures.quarters(60, seed: 4)
    let threat = ThreatModel(norm: .l2, epsilon: .infinity, range: 0...1)
    var attack = FastAdaptiveBoundary()
    attack.steps = 10
    let once = try AttackRun(attack, within: threat)(on: network, data)
    attack.restarts = 4
    let often = try AttackRun(attack, within: threat)(on: network, data)
    for (a, b) in zip(once.sizes, often.sizes) { #expect(b.l2 <= a.l2) }
    #expect(zip(once.sizes, often.sizes).contains { $1.l2 < $0.l2 })
  }
}

@Suite("The nearest point of a hyperplane within a box")
struct HyperplaneProjectionTests {
  private func move(
    _ norm: Norm, _ range: ClosedRange<Float>?, from point: [Float], along slope: [Float],
    value: Float
  ) -> (move: [Float], size: Float) {
    var projection = HyperplaneProjection(norm: norm, range: range, pixels: point.count)
    var move = [Float](repeating: .nan, count: point.count)
    let size = move.withUnsafeMutableBufferPointer { move in
      point.withUnsafeBufferPointer { point in
        slope.withUnsafeBufferPointer {
          projection.setMove(move, from: point, along: $0, value: value)
        }
      }
    }
    return (move, size)
  }

  @Test("without a box it is the formula", arguments: [Norm.linf, .l2])
  func free(norm: Norm) {
    let (move, size) = move(norm, nil, from: [0.5, 0.5, 0.5], along: [3, -4, 0], value: 2)
    let expected: [Float] = norm == .linf ? [-2 / 7, 2 / 7, 0] : [-6 / 25, 8 / 25, 0]
    #expect(largestDifference(move, expected) < 1e-6)
    #expect(abs(size - (norm == .linf ? 2 / 7 : 2 / 5)) < 1e-6)
  }

  @Test("in a box it is as near as a search by bisection finds", arguments: [Norm.linf, .l2])
  func boxed(norm: Norm) {
    var generator = SeededGenerator(seed: 2)
    for count in [3, 8, 50] {
      for _ in 0..<40 {
        // Many pixels stand at the edge, as on drawings.
        let point = (0..<count).map { _ in min(1, max(0, generator.uniform(-0.5, 1.5))) }
        let slope = (0..<count).map { _ in generator.normal() }
        let value = generator.normal() * Float(count) / 8
        let (move, size) = move(norm, 0...1, from: point, along: slope, value: value)
        func moved(by time: Double) -> [Double] {
          zip(point, slope).map { x, w in
            let step = -(value > 0 ? 1 : -1) * time * (norm == .linf ? (w > 0 ? 1 : -1) : Double(w))
            return min(1, max(0, Double(x) + step)) - Double(x)
          }
        }
        func gain(_ time: Double) -> Double {
          abs(zip(moved(by: time), slope).reduce(0) { $0 + $1.0 * Double($1.1) })
        }
        var (low, high) = (0.0, 1e6)
        for _ in 0..<80 {
          let middle = (low + high) / 2
          if gain(middle) < Double(abs(value)) { low = middle } else { high = middle }
        }
        #expect(largestDifference(move, moved(by: high).map(Float.init)) < 1e-4)
        #expect(abs(size - norm(move)) < 1e-5)
        #expect(zip(point, move).allSatisfy { (-1e-6...1 + 1e-6).contains($0 + $1) })
      }
    }
  }

  @Test("where the box does not reach the hyperplane, it goes to the corner")
  func unreachable() {
    let (move, size) = move(.linf, 0...1, from: [0.25, 0.5], along: [1, -1], value: 9)
    #expect(move == [-0.25, 0.5] && size == 0.5)
  }
}
