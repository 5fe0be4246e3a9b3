import Testing

@testable import Engine

@Suite("The places of the largest numbers")
struct PlacesTests {
  @Test("they are those of a sort in which equals keep their order", arguments: [0, 1, 3, 10, 50])
  func sorted(count: Int) {
    var generator = SeededGenerator(seed: UInt64(count))
    // Few different numbers, so that some are equal.
    let values = (0..<40).map { _ in (10 * generator.uniform()).rounded() }
    let order = values.indices.sorted {
      values[$0] == values[$1] ? $0 < $1 : values[$0] > values[$1]
    }
    #expect(places(of: count, largestOf: values) == Array(order.prefix(count)))
  }
}
