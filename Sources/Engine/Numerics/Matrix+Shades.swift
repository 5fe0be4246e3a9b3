extension Matrix {
  /// Each value changed, and held to 0…1.
  func mapHeld(_ change: (Float) -> Float) -> Matrix {
    Matrix(
      rows: rows, columns: columns, values: values.map { min(max(change($0), 0), 1) })
  }

  /// The nearest of so many equally spaced shades from 0 to 1.
  ///
  /// - Precondition: There are two at least.
  func quantised(shades: Int) -> Matrix {
    precondition(shades >= 2, "black and white at least")
    let steps = Float(shades - 1)
    return mapHeld { ($0 * steps).rounded() / steps }
  }
}
