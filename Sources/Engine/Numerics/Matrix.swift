/// A row-major matrix of floats, `[rows, columns]`.
///
/// A batch of images is `[batch, pixels]`; weights are `[out, in]`.
public struct Matrix: Equatable, Sendable {
  public private(set) var rows: Int
  public let columns: Int
  /// The values, row after row.
  public var values: [Float]

  /// - Precondition: `values` holds `rows · columns` numbers.
  public init(rows: Int, columns: Int, values: [Float]) {
    precondition(
      values.count == rows * columns,
      "expected \(rows)×\(columns) values, found \(values.count)")
    self.rows = rows
    self.columns = columns
    self.values = values
  }

  /// A matrix of one repeated value, zero unless told.
  public init(rows: Int, columns: Int, repeating value: Float = 0) {
    self.init(
      rows: rows, columns: columns, values: Array(repeating: value, count: rows * columns))
  }

  /// A matrix of one row.
  public init(row values: [Float]) {
    self.init(rows: 1, columns: values.count, values: values)
  }

  public subscript(row: Int, column: Int) -> Float {
    get { values[row * columns + column] }
    set { values[row * columns + column] = newValue }
  }

  /// The values of one row.
  public func row(_ index: Int) -> ArraySlice<Float> {
    values[index * columns..<(index + 1) * columns]
  }

  /// Some consecutive rows, as a matrix of their own.
  public func rows(_ range: Range<Int>) -> Matrix {
    Matrix(
      rows: range.count, columns: columns,
      values: Array(values[range.lowerBound * columns..<range.upperBound * columns]))
  }

  /// Changes the number of rows and keeps the memory; the values are then unspecified.
  mutating func reshape(rows count: Int) {
    guard count != rows else { return }
    let target = count * columns
    if target < values.count {
      values.removeLast(values.count - target)
    } else {
      values = Array(repeating: 0, count: target)
    }
    rows = count
  }

  /// The column of the largest value of each row; the first of equals, 0 where the row starts with
  /// NaN.
  public func argmaxOfRows() -> [Int] {
    (0..<rows).map { row in
      let start = row * columns
      var best = 0
      for column in 1..<max(1, columns) where values[start + column] > values[start + best] {
        best = column
      }
      return best
    }
  }
}
