import Foundation

@testable import Engine

/// The summed cross-entropy in double precision, worked out without the engine's own passes.
func exactLoss(_ network: Network, _ images: Matrix, _ labels: [Int]) -> Double {
  var total = 0.0
  for (index, label) in labels.enumerated() {
    let scores = exactLogits(network, images.row(index).map(Double.init))
    let largest = scores.max() ?? 0
    let sum = scores.reduce(0) { $0 + exp($1 - largest) }
    total += largest + log(sum) - scores[label]
  }
  return total
}

/// The scores of one image in double precision, straight from each layer's definition.
func exactLogits(_ network: Network, _ image: [Double]) -> [Double] {
  var values = image
  for layer in network.layers {
    switch layer {
    case .dense(let dense):
      values = (0..<dense.outputs).map { out in
        zip(dense.weights.row(out), values).reduce(Double(dense.biases[out])) {
          $0 + Double($1.0) * $1.1
        }
      }
    case .radialBasis(let units):
      values = (0..<units.units).map { unit in
        let distance = zip(units.centres.row(unit), values).reduce(0) {
          $0 + (Double($1.0) - $1.1) * (Double($1.0) - $1.1)
        }
        return -exp(Double(units.logPrecisions[unit])) / 2 * distance
      }
    case .activation(.relu): values = values.map { max(0, $0) }
    case .activation(.squareplus(let a)):
      values = values.map { ($0 + ($0 * $0 + Double(a) * Double(a)).squareRoot()) / 2 }
    case .activation(.exponential): values = values.map { exp($0) }
    }
  }
  return values
}
