import Testing

@testable import Engine

@Suite("How far a reading is proved to stay")
struct MarginBoundTests {
  @Test("the norm's bound is at or above the largest singular value, and near it")
  func spectralNorm() {
    // Orthogonal columns of lengths 5 and 1; as it is, transposed and scaled.
    for scale in [1, 1e-18, 1e18] as [Float] {
      let values = [3, 0.8, 4, -0.6].map { $0 * scale }
      let tall = Matrix(rows: 2, columns: 2, values: values)
      #expect((0.9999...1.05).contains(tall.spectralNormBound / (5 * scale)))
    }
    var generator = SeededGenerator(seed: 2)
    for (rows, columns) in [(40, 7), (7, 40), (1, 5)] {
      let matrix = Matrix(
        rows: rows, columns: columns, values: (0..<rows * columns).map { _ in generator.normal() })
      // Power iteration comes to the norm from below.
      var x = Matrix(row: (0..<columns).map { _ in generator.normal() })
      var norm: Float = 0
      for _ in 0..<500 {
        let length = x.values.reduce(0) { $0 + $1 * $1 }.squareRoot()
        for index in x.values.indices { x.values[index] /= length }
        let y = Matrix.product(x, .none, matrix, .transposed)
        norm = y.values.reduce(0) { $0 + $1 * $1 }.squareRoot()
        x = Matrix.product(y, .none, matrix, .none)
      }
      #expect((0.9999 * norm...1.05 * norm).contains(matrix.spectralNormBound))
    }
    #expect(Matrix(rows: 3, columns: 2).spectralNormBound == 0)
    #expect(Matrix(rows: 1, columns: 1, values: [.nan]).spectralNormBound == .infinity)
  }

  @Test("within the safe distance an image keeps its reading, and its margin reaches 0 beyond it")
  func safety() throws {
    let network = Fixtures.network(hidden: [12, 8, 8])
    let data = Fixtures.quarters(80, seed: 4)
    let bound = try #require(MarginBound(network))
    let rays = PerturbationRays(network, data, 0..<data.count, clipped: false)
    let labels = network.predictions(data.images(0..<data.count))
    let scores = rays.logits(labels.indices.map { .init(image: $0, epsilon: 0) })
    for (image, label) in labels.enumerated() {
      let safe = bound.safeDistance(
        scores: scores.row(image), label: label, slopeNorm: rays.slopeNorms[image])
      #expect(safe > 0 && safe.isFinite)
      let probes = (0...50).map {
        PerturbationRays.Probe(image: image, epsilon: Float($0) / 50 * safe)
      }
      #expect(rays.logits(probes).argmaxOfRows().allSatisfy { $0 == label })
      // To any other label there is no distance.
      #expect(
        bound.safeDistance(
          scores: scores.row(image), label: (label + 1) % 4, slopeNorm: rays.slopeNorms[image])
          == 0)
    }
  }

  @Test("of one hidden unit that stays on it is the whole way, worked out by hand")
  func closedForm() throws {
    // Scores h and 1 − h of h = 2·x, so that their margin changes by ‖(1, −1) − …‖ = 2 for each h.
    let network = Network(
      inputShape: ImageShape(height: 1, width: 1),
      layers: [
        .dense(Dense(weights: Matrix(row: [2]), biases: [0])), .activation(.relu),
        .dense(Dense(weights: Matrix(rows: 2, columns: 1, values: [1, -1]), biases: [0, 1])),
      ])
    let bound = try #require(MarginBound(network))
    // At x = 0.4 the margin is 0.6, and v = −2: it is used up after 0.15.
    let safe = bound.safeDistance(scores: [0.8, 0.2], label: 0, slopeNorm: 2)
    #expect(abs(safe - 0.15) < 0.001 && safe <= 0.15)
  }

  @Test("where pixels are held to a range nothing is proved")
  func clipped() throws {
    let (network, data) = (Fixtures.network(), Fixtures.quarters(3))
    let rays = PerturbationRays(network, data, 0..<3, clipped: true)
    let bound = try #require(MarginBound(network))
    #expect(
      bound.safeDistance(scores: [9, 0, 0, 0], label: 0, slopeNorm: rays.slopeNorms[0]) == 0)
  }
}
