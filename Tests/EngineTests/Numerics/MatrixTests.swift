import Testing

@testable import Engine

@Suite("Matrix")
struct MatrixTests {
  private let a = Matrix(rows: 2, columns: 3, values: [1, 2, 3, 4, 5, 6])
  private let b = Matrix(rows: 3, columns: 2, values: [7, 8, 9, 10, 11, 12])
  private let product = Matrix(rows: 2, columns: 2, values: [58, 64, 139, 154])

  @Test("a product is the one worked out by hand")
  func byHand() {
    #expect(Matrix.product(a, .none, b, .none) == product)
  }

  @Test("transposed factors give the same product")
  func transposed() {
    let at = Matrix(rows: 3, columns: 2, values: [1, 4, 2, 5, 3, 6])
    let bt = Matrix(rows: 2, columns: 3, values: [7, 9, 11, 8, 10, 12])
    #expect(Matrix.product(at, .transposed, b, .none) == product)
    #expect(Matrix.product(a, .none, bt, .transposed) == product)
    #expect(Matrix.product(at, .transposed, bt, .transposed) == product)
  }

  @Test("a product is scaled by α and added to β times what was there")
  func scaled() {
    var result = Matrix(rows: 2, columns: 2, repeating: 10)
    result.setProduct(a, .none, b, .none, alpha: 2, beta: 0.5)
    #expect(result.values == product.values.map { 2 * $0 + 5 })
  }

  @Test("products of many shapes agree with the sum over k", arguments: [1, 3, 17, 64, 100])
  func againstLoops(size: Int) {
    var generator = SeededGenerator(seed: UInt64(size))
    let (m, k, n) = (size, size + 5, 2 * size + 1)
    let x = Matrix(rows: m, columns: k, values: (0..<m * k).map { _ in generator.normal() })
    let y = Matrix(rows: k, columns: n, values: (0..<k * n).map { _ in generator.normal() })
    let result = Matrix.product(x, .none, y, .none)
    for row in 0..<m {
      for column in 0..<n {
        let sum = (0..<k).reduce(0.0) { $0 + Double(x[row, $1]) * Double(y[$1, column]) }
        #expect(abs(Double(result[row, column]) - sum) < 1e-4)
      }
    }
  }

  @Test("the largest column of each row; the first of equals")
  func argmax() {
    let matrix = Matrix(rows: 3, columns: 3, values: [1, 5, 2, 4, 4, 0, -3, -2, -1])
    #expect(matrix.argmaxOfRows() == [1, 0, 2])
  }

  @Test("a matrix of the wrong number of values is a programmer's error")
  func wrongCount() async {
    await #expect(processExitsWith: .failure) {
      _ = Matrix(rows: 2, columns: 2, values: [1, 2, 3])
    }
  }

  @Test("a product of shapes that do not fit is a programmer's error")
  func wrongShapes() async {
    await #expect(processExitsWith: .failure) {
      let a = Matrix(rows: 2, columns: 3)
      _ = Matrix.product(a, .none, a, .none)
    }
  }
}
