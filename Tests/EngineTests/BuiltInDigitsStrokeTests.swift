import Testing

@testable import Engine

@Suite("BuiltInDigits: strokes")
struct BuiltInDigitsStrokeTests {
  @Test("a Catmull-Rom curve passes through its points")
  func interpolates() {
    let points: [SIMD2<Float>] = [[0, 0], [0.5, 0.1], [0.6, 0.7], [0.1, 1]]
    let curve = CatmullRom.curve(through: points[...], steps: 4)
    #expect(curve.count == 13)
    for (index, point) in points.enumerated() {
      #expect(distance(curve[4 * index], point) < 1e-5)
    }
  }

  @Test("a curve through points on a line stays on it, and advances")
  func straight() {
    let curve = CatmullRom.curve(through: [[0, 0], [0.25, 0.5], [0.5, 1]], steps: 5)
    #expect(curve.allSatisfy { abs($0.y - 2 * $0.x) < 1e-5 })
    #expect(zip(curve, curve.dropFirst()).allSatisfy { $0.y < $1.y })
  }

  @Test("coinciding points leave the curve finite")
  func coinciding() {
    let curve = CatmullRom.curve(through: [[0.5, 0.5], [0.5, 0.5], [0.5, 1]], steps: 3)
    #expect(curve.allSatisfy { $0.x.isFinite && $0.y.isFinite })
  }

  @Test("a corner is sharp: the curve between corners is straight")
  func corner() {
    let writing = write([(0, 0, false), (1, 0, true), (1, 1, false)], style: .plain)
    // The middle of the box is the origin of what is written.
    #expect(
      writing.strokes[0].allSatisfy {
        abs($0.position.y + 0.5) < 1e-5 || abs($0.position.x - 0.5) < 1e-5
      })
    let smooth = write([(0, 0, false), (1, 0, false), (1, 1, false)], style: .plain)
    #expect(smooth.strokes[0].contains { abs($0.position.y + 0.5) > 0.02 && $0.position.x < 0.45 })
  }

  @Test("slant leans the top to the right, rotation turns clockwise, stretch widens")
  func affine() {
    var style = HandwritingStyle.plain
    style.slant = 0.2
    #expect(distance(style.written([0.5, 0]), [0.1, -0.5]) < 1e-6)
    style = .plain
    style.rotation = .pi / 2
    #expect(distance(style.written([0.5, 0]), [0.5, 0]) < 1e-6)
    style = .plain
    style.stretch = 1.5
    #expect(distance(style.written([1, 1]), [0.75, 0.5]) < 1e-6)
  }

  @Test("a vertical line of width 4 is inked 20 tall and 4 wide, with grey rims")
  func verticalLine() {
    var style = HandwritingStyle.plain
    style.penWidth = 4
    let box = StrokeRasterizer.paint(write([(0.5, 0, false), (0.5, 1, false)], style: style))
    let row = Array(box.greys[(10 * 20)..<(11 * 20)])
    // The ink covers 8..<12; the edge is 1.2 pixels wide, so a pixel whose centre is half a pixel
    // inside has 0.5 + 0.5/1.2 of full grey, and half a pixel outside 0.5 − 0.5/1.2.
    #expect(Array(row[6..<14]) == [0, 21, 234, 255, 255, 234, 21, 0])
    #expect(row[..<6].allSatisfy { $0 == 0 } && row[14...].allSatisfy { $0 == 0 })
    #expect(box.greys[9] > 0 && box.greys[19 * 20 + 9] > 0)
    #expect(abs(box.centerOfMass.x - 9.5) < 1e-3 && abs(box.centerOfMass.y - 9.5) < 1e-3)
  }

  @Test("pressure widens a stroke where it says, and the fit keeps all ink in the box")
  func pressure() {
    var style = HandwritingStyle.plain
    style.penWidth = 4
    style.pressure = 0.5
    style.pressurePhase = -.pi / 2
    // Radius 1 at the start, 2 in the middle, 3 at the end.
    #expect(abs(style.radius(at: 0) - 1) < 1e-5)
    #expect(abs(style.radius(at: 0.5) - 2) < 1e-5)
    #expect(abs(style.radius(at: 1) - 3) < 1e-5)
    let box = StrokeRasterizer.paint(write([(0.5, 0, false), (0.5, 1, false)], style: style))
    func ink(row: Int) -> Int {
      box.greys[(row * 20)..<((row + 1) * 20)].reduce(0) { $0 + Int($1) }
    }
    #expect(ink(row: 17) > 2 * ink(row: 2))
    // Both ends are round, and cut off nowhere: their last rows are fainter than those before.
    #expect(ink(row: 0) > 0 && ink(row: 0) < ink(row: 1))
    #expect(ink(row: 19) > 0 && ink(row: 19) < ink(row: 17))
  }

  @Test("a box is placed by whole pixels, and refused where it would leave the image")
  func placing() {
    var box = InkBox()
    box.greys[5 * 20 + 9] = 200
    box.greys[15 * 20 + 9] = 200
    var image = [UInt8](repeating: 0, count: 784)
    #expect(image.withUnsafeMutableBufferPointer { box.place(in: $0) })
    #expect(image.indices.filter { image[$0] == 200 } == [9 * 28 + 14, 19 * 28 + 14])

    var lopsided = InkBox()
    lopsided.greys[5 * 20 + 10] = 200
    var untouched = [UInt8](repeating: 0, count: 784)
    #expect(!untouched.withUnsafeMutableBufferPointer { lopsided.place(in: $0) })
    #expect(untouched.allSatisfy { $0 == 0 })
  }

  private func write(
    _ points: [(x: Float, y: Float, isCorner: Bool)], style: HandwritingStyle
  ) -> Handwriting {
    let stroke = StrokeSkeleton.Stroke(
      points: points.map { .init(position: SIMD2($0.x, $0.y), isCorner: $0.isCorner) })
    var generator = SeededGenerator(seed: 1)
    return Handwriting(
      StrokeSkeleton(name: "test", weight: 1, strokes: [stroke]), style: style, using: &generator)
  }

  private func distance(_ a: SIMD2<Float>, _ b: SIMD2<Float>) -> Float {
    ((a - b) * (a - b)).sum().squareRoot()
  }
}

extension HandwritingStyle {
  /// A hand that writes skeletons as they are, with a pen 2 pixels wide.
  fileprivate static let plain = HandwritingStyle(
    tremor: 0, tremorCorrelation: 0, waves: [], stretch: 1, slant: 0, rotation: 0, penWidth: 2,
    pressure: 0, pressurePhase: 0)
}
