import Foundation
import Testing

@testable import Engine

@Suite("Exponential")
struct ExponentialTests {
  @Test("it agrees with the library's to 2·10⁻⁷ over all of its range")
  func accuracy() {
    let x = stride(from: Float(-87.3), through: 88, by: 0.0037).map(\.self)
    var values = x
    replaceByExponentials(&values)
    for (x, value) in zip(x, values) {
      #expect(abs(Double(value) / exp(Double(x)) - 1) < 2e-7)
    }
    #expect(x.count > 40_000)
  }

  @Test("beyond its range it is 0 or infinite, and NaN stays NaN")
  func limits() {
    var values: [Float] = [0, -0.0, -88, -1e30, -.infinity, 89, 1e30, .infinity, .nan]
    replaceByExponentials(&values)
    #expect(values[..<8] == [1, 1, 0, 0, 0, .infinity, .infinity, .infinity])
    #expect(values[8].isNaN)
  }
}
