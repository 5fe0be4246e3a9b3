import Testing

@testable import Engine

@Suite("Linear growth")
struct LinearGrowthTests {
  private let shape = ImageShape(height: 4, width: 4)
  private let images = Matrix(rows: 2, columns: 16, values: (0..<32).map { Float($0) / 32 })

  @Test("means of blocks, worked out by hand, are not rounded to bytes")
  func means() {
    let small = Resampling.mean(2)(images, shape: shape)
    #expect(small.columns == 4 && small.rows == 2)
    // The first block holds pixels 0, 1, 4 and 5.
    #expect(small[0, 0] == Float(0 + 1 + 4 + 5) / 4 / 32)
    #expect(small[0, 3] == Float(10 + 11 + 14 + 15) / 4 / 32)
    #expect(small[1, 1] == Float(18 + 19 + 22 + 23) / 4 / 32)
  }

  @Test("means of repeated pixels are the pixels", arguments: [1, 2, 3])
  func roundTrip(factor: Int) throws {
    let large = try #require(Resampling.repeated(factor).shape(of: shape))
    #expect(large == ImageShape(height: 4 * factor, width: 4 * factor))
    let repeated = Resampling.repeated(factor)(images, shape: shape)
    let back = Resampling.mean(factor)(repeated, shape: large)
    #expect(largestDifference(back.values, images.values) < 1e-6)
  }

  @Test("blocks that do not cover the image have no shape")
  func shapes() {
    #expect(Resampling.mean(3).shape(of: shape) == nil)
    #expect(Resampling.mean(0).shape(of: shape) == nil)
    #expect(Resampling.repeated(0).shape(of: shape) == nil)
  }

  @Test("the score moves by ε·m·n", arguments: [Float(0.001), 0.1])
  func growth(epsilon: Float) {
    let data = Fixtures.quarters(100)
    var settings = Fixtures.settings
    settings.architecture = .softmaxRegression
    var trainer = Trainer(settings, on: data)
    while !trainer.isFinished { trainer.advance() }
    let growth = LinearGrowth(
      of: trainer.network, images: data.images(0..<100), labels: (0..<100).map(data.label),
      epsilon: epsilon)
    let magnitudes = trainer.network.dense[0].weights.values.map { Double(abs($0)) }
    #expect(growth.pixels == 36)
    #expect(
      abs(growth.predictedChange - Double(epsilon) * magnitudes.reduce(0, +) / 4) < 1e-6)
    #expect(abs(growth.measuredChange / growth.predictedChange - 1) < 1e-3)
    #expect(growth.accuracy > 0.5)
    #expect(growth.robustAccuracy <= growth.accuracy)
  }

  @Test("weights of one magnitude make the change grow in proportion to n")
  func proportion() throws {
    let points = [2, 4, 8].map { side in
      let network = Network(
        inputShape: ImageShape(height: side, width: side),
        layers: [
          .dense(
            Dense(
              weights: Matrix(
                rows: 2, columns: side * side,
                values: (0..<2 * side * side).map { $0 % 3 == 0 ? -0.5 : 0.5 }),
              biases: [0, 0]))
        ])
      return LinearGrowth(
        of: network, images: Matrix(rows: 1, columns: side * side, repeating: 0.5), labels: [0],
        epsilon: 0.01)
    }
    #expect(points.map(\.meanMagnitude) == [0.5, 0.5, 0.5])
    #expect(abs(try #require(LinearGrowth.exponent(points)) - 1) < 1e-3)
    #expect(LinearGrowth.exponent([points[0]]) == nil)
  }
}
