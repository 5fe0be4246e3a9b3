import Foundation

/// A compositional pattern-producing network: a small network that paints an image, pixel by pixel,
/// from where the pixel is.
///
/// It sees x and y, each in −1…1, the distance from the centre, and 1; each unit passes a weighted sum of
/// what came before through a function of its own, so that its images are regular: repeated, symmetric,
/// smooth. The last units are the channels; a logistic function brings them to 0…1.
///
/// Source: Stanley, *Compositional Pattern Producing Networks*, 2007; Nguyen, Yosinski and Clune 2015,
/// section 2.2. Networks grow as in Stanley and Miikkulainen, *Evolving Neural Networks through
/// Augmenting Topologies*, 2002, without species or crossover.
struct PatternNetwork: Equatable, Sendable {
  /// What a unit does with its weighted sum.
  enum Function: CaseIterable {
    case linear, sine, gaussian, sigmoid

    func callAsFunction(_ value: Float) -> Float {
      switch self {
      case .linear: value
      case .sine: sinf(value)
      case .gaussian: expf(-value * value)
      case .sigmoid: tanhf(value)
      }
    }
  }

  struct Connection: Equatable {
    /// An input, or a unit further ahead.
    var source: Int
    var weight: Float
  }

  struct Unit: Equatable {
    var function: Function
    var connections: [Connection]
  }

  /// x, y, the distance from the centre, and 1: sources come before units in their numbering.
  static let inputs = 4

  /// Each takes from inputs and earlier units alone; the last `outputs` are what is seen.
  var units: [Unit]
  var outputs: Int

  /// The units before the outputs.
  var hidden: Int { units.count - outputs }

  /// The image that it paints, `[shape.pixels]`, in 0…1.
  func pixels(_ shape: ImageShape) -> [Float] {
    let plane = shape.height * shape.width
    func coordinate(_ place: Int, of count: Int) -> Float {
      count == 1 ? 0 : 2 * Float(place) / Float(count - 1) - 1
    }
    let x = (0..<plane).map { coordinate($0 % shape.width, of: shape.width) }
    let y = (0..<plane).map { coordinate($0 / shape.width, of: shape.height) }
    var signals = [
      x, y, zip(x, y).map { ($0 * $0 + $1 * $1).squareRoot() },
      Array(repeating: 1, count: plane),
    ]
    for unit in units {
      var sum = [Float](repeating: 0, count: plane)
      for connection in unit.connections {
        let source = signals[connection.source]
        for pixel in 0..<plane { sum[pixel] += connection.weight * source[pixel] }
      }
      signals.append(sum.map { unit.function($0) })
    }
    // Twice tanh is the logistic function, moved and stretched.
    return signals.suffix(outputs).flatMap { $0.map { 0.5 + 0.5 * tanhf($0 / 2) } }
  }
}
