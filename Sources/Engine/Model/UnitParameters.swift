/// The trained numbers of a layer: a row of them, and one more, for each of its units.
///
/// A gradient with respect to a layer's numbers has the same form.
public struct UnitParameters: Equatable, Sendable {
  /// One row a unit, `[units, inputs]`.
  public var vectors: Matrix
  /// One number a unit, `[units]`.
  public var scalars: [Float]

  /// - Precondition: One scalar per row.
  public init(vectors: Matrix, scalars: [Float]) {
    precondition(scalars.count == vectors.rows, "one scalar per unit")
    self.vectors = vectors
    self.scalars = scalars
  }

  public var inputs: Int { vectors.columns }
  public var units: Int { vectors.rows }
  /// How many numbers there are.
  public var count: Int { vectors.values.count + scalars.count }

  /// Whether every number is finite.
  public var isFinite: Bool {
    vectors.values.allSatisfy(\.isFinite) && scalars.allSatisfy(\.isFinite)
  }

  /// As many numbers, all zero.
  var zeros: UnitParameters {
    UnitParameters(
      vectors: Matrix(rows: units, columns: inputs), scalars: Array(repeating: 0, count: units))
  }

  /// Adds a multiple of others, p += c·p′.
  mutating func add(_ other: UnitParameters, times factor: Float) {
    addScaled(&vectors.values, other.vectors.values, factor)
    addScaled(&scalars, other.scalars, factor)
  }

  /// Multiplies every number by a factor.
  mutating func scale(by factor: Float) {
    for index in vectors.values.indices { vectors.values[index] *= factor }
    for index in scalars.indices { scalars[index] *= factor }
  }
}

private func addScaled(_ target: inout [Float], _ source: [Float], _ factor: Float) {
  precondition(target.count == source.count, "the same shape")
  target.withUnsafeMutableBufferPointer { target in
    source.withUnsafeBufferPointer { source in
      for index in target.indices { target[index] += factor * source[index] }
    }
  }
}
