import Foundation
import Testing

@testable import Engine

@Suite("Adam in variables that keep the range")
struct TanhSpaceAdamTests {
  private let images = Matrix(rows: 2, columns: 4, values: [0, 1, 0.5, 0.02, 0.9, 0.3, 0, 1])

  @Test("a start decodes to its original up to 10⁻⁶, with no distance of its own")
  func start() {
    let descent = TanhSpaceAdam(images, range: 0...1, rate: 0.01)
    #expect(descent.images.values != images.values, "black and white can't be reached")
    #expect(largestDifference(descent.images.values, images.values) < 1e-6)
    #expect(descent.squaredDistance(0) == 0 && descent.largestChange(1) == 0)
  }

  @Test("steps are those of Adam on w, worked out in double precision")
  func steps() {
    var descent = TanhSpaceAdam(images, range: 0...1, rate: 0.05)
    let start = images.values[2...3].map { atanh(0.999999 * (2 * Double($0) - 1)) }
    for (pixel, beginning) in zip(2...3, start) {
      var (w, mean, square) = (beginning, 0.0, 0.0)
      var descent = descent
      for time in 1...20 {
        let x = (tanh(w) + 1) / 2
        let slope = (0.7 + 2 * (x - (tanh(beginning) + 1) / 2)) * (1 - tanh(w) * tanh(w)) / 2
        mean = 0.9 * mean + 0.1 * slope
        square = 0.999 * square + 0.001 * slope * slope
        let (m, v) = (mean / (1 - pow(0.9, Double(time))), square / (1 - pow(0.999, Double(time))))
        w -= 0.05 * m / (v.squareRoot() + 1e-8)
        for index in descent.gradient.values.indices { descent.gradient.values[index] = 0.7 }
        descent.step(0, SquaredDistance())
      }
      #expect(abs(Double(descent.images[0, pixel]) - (tanh(w) + 1) / 2) < 1e-4)
    }
    descent.step(0, SquaredDistance())
    #expect(descent.images.row(1) == descent.bases.row(1), "an image steps alone")
  }

  @Test("an image that starts anew remembers nothing")
  func restart() {
    var used = TanhSpaceAdam(images, range: 0...1, rate: 0.1)
    var fresh = used
    for step in 0..<10 {
      for index in used.gradient.values.indices {
        used.gradient.values[index] = Float(step) - Float(index)
      }
      used.step(0, SquaredDistance())
    }
    #expect(used.images != fresh.images)
    used.restart(0, at: images.row(0))
    for index in used.gradient.values.indices {
      (used.gradient.values[index], fresh.gradient.values[index]) = (1, 1)
    }
    used.step(0, SquaredDistance())
    fresh.step(0, SquaredDistance())
    #expect(used.images == fresh.images)
  }

  @Test("a black pixel that is put back can still leave")
  func restored() {
    var descent = TanhSpaceAdam(images, range: 0...1, rate: 0.5)
    for _ in 0..<40 {
      for index in descent.gradient.values.indices { descent.gradient.values[index] = -10 }
      descent.step(0, SquaredDistance())
      descent.restore(
        0, to: images.row(0), where: [false, false, true, false])
    }
    #expect(descent.images[0, 0] > 0.5)
    #expect(descent.images[0, 2] == 0.5, "a fixed pixel stays")
  }

  @Test("pixels keep their range however far they are pushed")
  func range() {
    var descent = TanhSpaceAdam(images, range: 0.2...0.6, rate: 1)
    for _ in 0..<50 {
      for index in descent.gradient.values.indices {
        descent.gradient.values[index] = index.isMultiple(of: 2) ? 100 : -100
      }
      for row in 0..<2 { descent.step(row, SquaredDistance()) }
    }
    #expect(descent.images.values.allSatisfy { (0.2...0.6).contains($0) })
  }

  @Test("c grows tenfold until it succeeds, then halves what lies between failure and success")
  func weights() {
    var search = WeightSearch(from: 0.001)
    var weights: [Float] = []
    for succeeds in [false, false, true, true, false] {
      search.next(hasSucceeded: succeeds)
      weights.append(search.weight)
    }
    let expected: [Float] = [0.01, 0.1, 0.055, 0.0325, 0.04375]
    #expect(largestDifference(weights, expected) < 1e-6)
    search.repeatSuccess()
    #expect(abs(search.weight - 0.055) < 1e-6)
  }

  @Test("the inverse square root is right to 5·10⁻⁶, and finite for 0")
  func inverse() {
    var x: Float = 1e-30
    while x < 1e30 {
      let relative = Double(inverseSquareRoot(x)) * Double(x).squareRoot() - 1
      #expect(abs(relative) < 5e-6)
      x *= 1.37
    }
    #expect(inverseSquareRoot(0).isFinite)
  }

  @Test("the label is left out of the margin even where all scores are far below 0")
  func mask() {
    var scores = Matrix(row: [-30_000, -50_000, -40_000])
    // A mask of −10 000 in the label's place would win.
    let margin = AttackLoss.margin.replaceByGradient(&scores, labels: [0], targets: nil)
    #expect(margin == [-10_000] && scores.values == [-1, 0, 1])
  }
}
