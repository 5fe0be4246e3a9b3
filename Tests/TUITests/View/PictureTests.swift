import Engine
import Testing

@testable import TUI

@Suite("Pictures")
struct PictureTests {
  private let look = Look(.dark, .full)
  private let shape = ImageShape(height: 4, width: 4)

  private func draw(_ pixels: [Float], _ shape: ImageShape, _ size: Size, _ look: Look) -> Buffer {
    var buffer = Buffer(size, filledWith: look.style(.text))
    ImageWidget(pixels: pixels, shape: shape).draw(in: Rect(size), on: &buffer, look)
    return buffer
  }

  @Test("a cell shows two pixels, the upper one as its foreground")
  func halves() {
    var pixels = [Float](repeating: 0, count: 16)
    pixels[0] = 1
    pixels[4 + 1] = 1
    let buffer = draw(pixels, shape, Size(width: 4, height: 2), look)
    let (black, white) = (look.theme.pictureBlack, look.theme.pictureWhite)
    #expect(buffer[0, 0] == Cell("▀", Style(white, on: black)))
    #expect(buffer[1, 0] == Cell("▀", Style(black, on: white)))
    #expect(buffer[2, 1] == Cell("▀", Style(black, on: black)))
  }

  @Test("values outside 0…1 saturate, and what is no number is black")
  func saturation() {
    let pixels: [Float] = [-3, 0, 1, 7, .nan, 0, 1, 1] + [Float](repeating: 0, count: 8)
    let buffer = draw(pixels, shape, Size(width: 4, height: 2), look)
    #expect(buffer[0, 0]?.style.foreground == look.theme.pictureBlack)
    #expect(buffer[3, 0]?.style.foreground == look.theme.pictureWhite)
    #expect(buffer[0, 0]?.style.background == look.theme.pictureBlack)
  }

  @Test("a channel picture shows the mean of its channels")
  func channels() {
    let shape = ImageShape(channels: 3, height: 2, width: 1)
    let buffer = draw([1, 0, 1, 0, 1, 0], shape, Size(width: 1, height: 1), look)
    let (black, white) = (look.theme.pictureBlack, look.theme.pictureWhite)
    #expect(buffer[0, 0]?.style == Style(white, on: black))
  }

  @Test("twice the size doubles each pixel; half the size takes means")
  func resampling() {
    let grid = PixelGrid([0, 1, 1, 0], ImageShape(height: 2, width: 2))
    #expect(
      grid.resampled(width: 4, height: 4).values
        == [0, 0, 1, 1, 0, 0, 1, 1, 1, 1, 0, 0, 1, 1, 0, 0])
    #expect(grid.resampled(width: 1, height: 1).values == [0.5])
  }

  @Test("resampling keeps the mean", arguments: 1...60)
  func mean(_ size: Int) {
    let pixels = Fixtures.seven.map { Float($0) / 255 }
    let small = PixelGrid(pixels, .mnist).resampled(width: size, height: 61 - size)
    let before = pixels.reduce(0, +) / Float(pixels.count)
    let after = small.values.reduce(0, +) / Float(small.values.count)
    #expect(abs(before - after) < 1e-4)
  }

  @Test("a picture keeps its proportions and never leaves its area")
  func fitting() {
    #expect(
      ImageShape.mnist.fitted(into: Size(width: 28, height: 14)) == Size(width: 28, height: 14))
    #expect(
      ImageShape.mnist.fitted(into: Size(width: 60, height: 30)) == Size(width: 56, height: 28))
    #expect(
      ImageShape.mnist.fitted(into: Size(width: 45, height: 40)) == Size(width: 42, height: 21))
    for shape in [
      ImageShape.mnist, ImageShape(height: 8, width: 8), ImageShape(height: 9, width: 31),
    ] {
      for width in 1...90 {
        for height in 1...45 {
          let size = shape.fitted(into: Size(width: width, height: height))
          #expect(size.width <= width && size.height <= height && size.width > 0 && size.height > 0)
        }
      }
    }
  }

  @Test("without half blocks a picture is made of characters, more ink the brighter")
  func characters() {
    let pixels: [Float] = [0, 0.5, 0.75, 1] + [0, 0.5, 0.75, 1] + [Float](repeating: 0, count: 8)
    let plain = draw(pixels, shape, Size(width: 4, height: 2), Look(.dark, Fixtures.ascii))
    #expect(plain.row(0) == " +#@")
    let shaded = draw(
      pixels, shape, Size(width: 4, height: 2),
      Look(.dark, Capabilities(unicode: true, colors: .ansi16)))
    #expect(shaded.row(0) == " ▒▓█")
  }

  @Test("+ is red, − is blue, brighter where the gradient is larger, and 0 is black")
  func perturbation() {
    var gradient = [Float](repeating: 0, count: 16)
    gradient[0] = 2
    gradient[1] = -2
    gradient[2] = 0.01
    var buffer = Buffer(Size(width: 4, height: 2), filledWith: look.style(.text))
    PerturbationWidget(gradient: gradient, shape: shape)
      .draw(in: Rect(buffer.size), on: &buffer, look)
    func color(_ x: Int) -> Color { buffer[x, 0]?.style.foreground ?? look.theme.background }
    #expect(color(0) == look.theme.positive)
    #expect(color(1) == look.theme.negative)
    #expect(color(2).red > look.theme.pictureBlack.red && color(2).red < color(0).red)
    #expect(color(2).red > color(2).blue)
    #expect(color(3) == look.theme.pictureBlack)
    PerturbationWidget(gradient: gradient, shape: shape)
      .draw(in: Rect(buffer.size), on: &buffer, Look(.dark, Fixtures.ascii))
    #expect(buffer.row(0) == "+-+ ")
  }

  @Test("on 256 colours + is a red and − a blue that the terminal has", arguments: 1...20)
  func indexed(_ step: Int) {
    for sign in [Float(1), -1] {
      let value = sign * Float(step) / 20
      let color = PerturbationWidget.color(value, look.theme, isIndexed: true)
      guard step > 2 else { continue }
      let shown = Color.components(ofIndexed: Int(color.indexed))
      #expect(shown == (Int(color.red), Int(color.green), Int(color.blue)))
      #expect(sign > 0 ? shown.red > 2 * shown.blue : shown.blue > 2 * shown.red)
    }
  }
}
