import Foundation

/// Direct encoding: the genes are the pixels themselves.
///
/// They start uniform; a child changes each with a probability that is halved every 1000 rounds, by
/// polynomial mutation. Source: Nguyen, Yosinski and Clune 2015, section 2.2 (with a rate of 0.1 and
/// η = 15); Deb, *Multi-Objective Optimization Using Evolutionary Algorithms*, 2001, section 4.2.
struct PixelGenome: ImageGenome, Equatable {
  var values: [Float]

  static func random(
    _ shape: ImageShape, using generator: inout SeededGenerator
  ) -> PixelGenome {
    PixelGenome(values: (0..<shape.pixels).map { _ in generator.uniform() })
  }

  func mutated(
    _ settings: FoolingSettings, round: Int, using generator: inout SeededGenerator
  ) -> PixelGenome {
    let rate = settings.mutationRate * powf(0.5, Float(round / 1000))
    var child = self
    for index in values.indices where generator.uniform() < rate {
      let change = Self.polynomialChange(settings.mutationIndex, generator.uniform())
      child.values[index] = min(max(values[index] + change, 0), 1)
    }
    return child
  }

  func pixels(_ shape: ImageShape) -> [Float] { values }

  /// A change in −1…1, whose density is (η + 1)·(1 − |δ|)^η / 2, from a uniform number.
  static func polynomialChange(_ index: Float, _ uniform: Float) -> Float {
    uniform < 0.5
      ? powf(2 * uniform, 1 / (index + 1)) - 1
      : 1 - powf(2 * (1 - uniform), 1 / (index + 1))
  }
}
