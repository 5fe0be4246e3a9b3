import Foundation

extension Matrix {
  /// Replaces each row by the direction in which a step of length 1 in a norm gains most along it:
  /// the sign for L∞ (0 for 0), the unit vector for L2 (0 where the row is 0).
  mutating func replaceBySteepest(in norm: Norm) {
    switch norm {
    case .linf:
      values.withUnsafeMutableBufferPointer { values in
        for index in values.indices {
          let value = values[index]
          values[index] = (value > 0 ? 1 : 0) - (value < 0 ? 1 : 0)
        }
      }
    case .l2:
      for (row, square) in squaredNorms.enumerated() where square > 0 {
        let scale = 1 / square.squareRoot()
        for index in row * columns..<(row + 1) * columns { values[index] *= scale }
      }
    case .l0, .l1: preconditionFailure("steps are taken in L∞ and L2")
    }
  }

  /// Adds a multiple of another matrix of the same shape.
  mutating func add(_ other: Matrix, times factor: Float) {
    precondition(other.values.count == values.count, "the same shape")
    values.withUnsafeMutableBufferPointer { values in
      other.values.withUnsafeBufferPointer { other in
        for index in values.indices { values[index] += factor * other[index] }
      }
    }
  }

  /// Adds a multiple of one row of another matrix of the same shape to the same row of this.
  mutating func addRow(_ row: Int, of other: borrowing Matrix, times factor: Float) {
    precondition(other.columns == columns, "the same shape")
    let range = row * columns..<(row + 1) * columns
    values.withUnsafeMutableBufferPointer { values in
      other.values.withUnsafeBufferPointer { other in
        for index in range { values[index] += factor * other[index] }
      }
    }
  }

  /// Sets a row to the same row of another matrix of the same shape.
  mutating func setRow(_ row: Int, to other: borrowing Matrix) {
    precondition(other.columns == columns, "the same shape")
    let range = row * columns..<(row + 1) * columns
    values.withUnsafeMutableBufferPointer { values in
      other.values.withUnsafeBufferPointer { other in
        for index in range { values[index] = other[index] }
      }
    }
  }

  /// Holds each value to a range; leaves them where there is none.
  mutating func clip(to range: ClosedRange<Float>?) {
    guard let range else { return }
    values.withUnsafeMutableBufferPointer { values in
      for index in values.indices {
        values[index] = min(max(values[index], range.lowerBound), range.upperBound)
      }
    }
  }

  /// Moves each row by a vector drawn uniformly from a ball.
  mutating func moveRandomly(
    within threat: ThreatModel, using generator: inout SeededGenerator
  ) {
    let epsilon = threat.epsilon
    switch threat.norm {
    case .linf:
      for index in values.indices { values[index] += generator.uniform(-epsilon, epsilon) }
    case .l2:
      for row in 0..<rows {
        let direction = (0..<columns).map { _ in generator.normal() }
        // In n dimensions the n-th root of a uniform number is how far out a point lies.
        let radius = powf(generator.uniform(), 1 / Float(columns))
        let scale = epsilon * radius / max(Norm.l2(direction), .leastNormalMagnitude)
        for column in 0..<columns { self[row, column] += scale * direction[column] }
      }
    case .l1:
      for row in 0..<rows {
        // Of n + 1 exponential numbers, each over the sum, n lie uniformly in the simplex.
        let lengths = (0...columns).map { _ in
          -logf(max(generator.uniform(), .leastNormalMagnitude))
        }
        let scale = epsilon / lengths.reduce(0, +)
        for column in 0..<columns {
          let length = scale * lengths[column]
          self[row, column] += Bool.random(using: &generator) ? length : -length
        }
      }
    case .l0: preconditionFailure("there is no volume in L0")
    }
  }
}
