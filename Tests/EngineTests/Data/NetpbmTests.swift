import Foundation
import Testing

@testable import Engine

@Suite("Netpbm files")
struct NetpbmTests {
  @Test("a grey image is its header and its bytes, row after row")
  func grey() {
    let file = Netpbm.file(
      [0, 0.5, 1, 0.2, -3, 7], shape: ImageShape(height: 2, width: 3))
    #expect(file == Data("P5\n3 2\n255\n".utf8) + [0, 128, 255, 51, 0, 255])
  }

  @Test("colours stand side by side, pixel after pixel")
  func colour() {
    let file = Netpbm.file(
      [0, 0.2, 0.4, 0.6, 0.8, 1], shape: ImageShape(channels: 3, height: 1, width: 2))
    #expect(file == Data("P6\n2 1\n255\n".utf8) + [0, 102, 204, 51, 153, 255])
  }
}
