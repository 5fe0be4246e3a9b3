import Testing

@testable import TUI

@Suite("Numbers")
struct NumbersTests {
  @Test("numbers are rounded, and keep the digits they are told to")
  func fixed() {
    #expect(Numbers.fixed(0.0625, 4) == "0.0625")
    #expect(Numbers.fixed(1.999_96, 4) == "2.0000")
    #expect(Numbers.fixed(-0.25, 1) == "−0.3")
    #expect(Numbers.fixed(-0.001, 1) == "0.0")
    #expect(Numbers.fixed(12, 0) == "12")
    #expect(Numbers.fixed(.nan, 2) == "…")
    #expect(Numbers.fixed(1e300, 2) == "∞")
    #expect(Numbers.epsilon(0) == "0.0000")
  }

  @Test("all shares are equally wide", arguments: [0, 0.004, 0.05, 0.5, 0.994, 0.996, 1])
  func percent(_ share: Double) {
    #expect(Numbers.percent(share).count == 5)
    #expect(Numbers.percent(share, decimals: 1).count == 7)
  }

  @Test(
    "rates are equally wide",
    arguments: [0, 12, 999, 1000, 9949, 9950, 712_345, 999_499, 999_500, 1.2e7])
  func rate(_ rate: Double) {
    #expect(Numbers.rate(rate).count == 5)
  }

  @Test("times, counts and plain numbers read as people write them")
  func words() {
    #expect(Numbers.duration(65.4) == "1:05")
    #expect(Numbers.duration(3723) == "1:02:03")
    #expect(Numbers.duration(.infinity) == "…")
    #expect(Numbers.count(10_000) == "10 000")
    #expect(Numbers.count(999) == "999")
    #expect(Numbers.plain(0.25) == "0.25")
    #expect(Numbers.plain(10) == "10")
    #expect(Numbers.rate(712_345) == "712 k")
  }
}
