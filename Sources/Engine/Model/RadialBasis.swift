import Foundation

/// The exponents of Gaussian units: z = −½·τ·‖x − c‖², with c a unit's centre and τ its precision.
///
/// `Activation.exponential` makes of them the units' values, e^z in 0…1, which fade away from their
/// centres. Source: Broomhead and Lowe, *Multivariable functional interpolation and adaptive
/// networks*, 1988, section 3; named in seed 000, section 7, and seed 002, section 1, as a model
/// that resists adversarial examples. Its gradient is exact: centres and precisions can be trained
/// as the weights of a dense layer are.
public struct RadialBasis: Equatable, Sendable, TrainedLayer {
  /// A centre and the logarithm of a precision for each unit.
  public var parameters: UnitParameters

  /// - Precondition: One precision per centre.
  public init(centres: Matrix, logPrecisions: [Float]) {
    precondition(logPrecisions.count == centres.rows, "one precision per centre")
    parameters = UnitParameters(vectors: centres, scalars: logPrecisions)
  }

  /// `[units, inputs]`.
  public var centres: Matrix { parameters.vectors }
  /// log τ, `[units]`: as a logarithm, no step of training can make a precision negative.
  public var logPrecisions: [Float] { parameters.scalars }

  public var inputs: Int { parameters.inputs }
  public var units: Int { parameters.units }

  /// τ, `[units]`.
  var precisions: [Float] { logPrecisions.map { expf($0) } }

  /// Never above 0: where ‖x‖² − 2x·c + ‖c‖² rounds below it, the distance is taken as 0.
  func forward(_ input: borrowing Matrix, into output: inout Matrix) {
    output.reshape(rows: input.rows)
    output.setProduct(input, .none, centres, .transposed)
    let (inputs, centres, precisions) = (
      input.squaredNorms, centres.squaredNorms, precisions
    )
    output.values.withUnsafeMutableBufferPointer { values in
      for (row, square) in inputs.enumerated() {
        let start = row * precisions.count
        for unit in precisions.indices {
          let distance = max(0, square - 2 * values[start + unit] + centres[unit])
          values[start + unit] = -precisions[unit] / 2 * distance
        }
      }
    }
  }

  /// dc = Σ dz·τ·(x − c), and d log τ = Σ dz·z.
  func parameterGradient(
    input: borrowing Matrix, outputGradient: borrowing Matrix, into gradient: inout UnitParameters
  ) {
    // Both sums follow from Σ dz·x, Σ dz and Σ dz·‖x‖².
    gradient.vectors.setProduct(outputGradient, .transposed, input, .none)
    gradient.scalars.setSumOfRows(of: outputGradient)
    let weighted = outputGradient.sumOfRows(weightedBy: input.squaredNorms)
    let (squares, precisions, width) = (centres.squaredNorms, precisions, inputs)
    var sums = gradient.scalars
    parameters.vectors.values.withUnsafeBufferPointer { centres in
      gradient.vectors.values.withUnsafeMutableBufferPointer { vectors in
        for unit in precisions.indices {
          let (sum, precision) = (sums[unit], precisions[unit])
          var along: Float = 0
          for index in unit * width..<(unit + 1) * width {
            along += vectors[index] * centres[index]
            vectors[index] = precision * (vectors[index] - sum * centres[index])
          }
          sums[unit] = -precision / 2 * (weighted[unit] - 2 * along + sum * squares[unit])
        }
      }
    }
    gradient.scalars = sums
  }

  /// dx = Σ dz·τ·(c − x).
  func inputGradient(
    input: borrowing Matrix, outputGradient: borrowing Matrix, into gradient: inout Matrix
  ) {
    var scaled = copy outputGradient
    let precisions = precisions
    var sums = [Float](repeating: 0, count: scaled.rows)
    for row in sums.indices {
      for unit in precisions.indices {
        scaled[row, unit] *= precisions[unit]
        sums[row] += scaled[row, unit]
      }
    }
    gradient.reshape(rows: scaled.rows)
    gradient.setProduct(scaled, .none, centres, .none)
    let width = inputs
    gradient.values.withUnsafeMutableBufferPointer { gradient in
      input.values.withUnsafeBufferPointer { input in
        for row in sums.indices {
          for index in row * width..<(row + 1) * width {
            gradient[index] -= sums[row] * input[index]
          }
        }
      }
    }
  }
}

extension Matrix {
  /// The sum of the squares of each row, `[rows]`.
  var squaredNorms: [Float] {
    values.withUnsafeBufferPointer { values in
      (0..<rows).map { row in
        var sum: Float = 0
        for index in row * columns..<(row + 1) * columns { sum += values[index] * values[index] }
        return sum
      }
    }
  }

  /// The sum of the rows, each times a number of its own, `[columns]`.
  fileprivate func sumOfRows(weightedBy weights: [Float]) -> [Float] {
    var sums = [Float](repeating: 0, count: columns)
    for row in 0..<rows {
      for column in 0..<columns { sums[column] += weights[row] * values[row * columns + column] }
    }
    return sums
  }
}
