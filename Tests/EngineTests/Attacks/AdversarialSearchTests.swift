import Testing

@testable import Engine

@Suite("The judge of attacks")
struct AdversarialSearchTests {
  /// Two pixels, two classes: the larger pixel is read.
  static let pair = Network(
    inputShape: ImageShape(height: 1, width: 2),
    layers: [
      .dense(Dense(weights: Matrix(rows: 2, columns: 2, values: [1, 0, 0, 1]), biases: [0, 0]))
    ])
  private let image = Matrix(row: [0.6, 0.4])

  private func search(
    _ threat: ThreatModel, targets: [Int]? = nil, aim: AttackAim = .ball
  ) -> AdversarialSearch {
    AdversarialSearch(
      Self.pair, images: image, labels: [0], targets: targets, threat: threat, aim: aim)
  }

  @Test("an image counts that is misread within the ball and the range, and none else")
  func judging() throws {
    var search = search(ThreatModel(epsilon: 0.2, range: 0...1))
    // Read right; misread but too far; misread and out of range; NaN.
    for pixels in [[0.55, 0.45], [0.3, 0.7], [-0.1, 1.1], [.nan, 1]] as [[Float]] {
      _ = try search.scores(at: Matrix(row: pixels))
    }
    #expect(search.found == [nil] && search.queries == [4])
    _ = try search.scores(at: Matrix(row: [0.45, 0.55]))
    let found = try #require(search.found[0])
    #expect(found.pixels == [0.45, 0.55] && found.reading == 1)
    #expect(abs(found.size - 0.15) < 1e-6)
  }

  @Test("of several the nearest is kept, whatever the order")
  func nearest() throws {
    var search = search(ThreatModel(norm: .l2, epsilon: .infinity), aim: .nearest)
    for pixels in [[0.1, 0.9], [0.45, 0.55], [0.3, 0.7]] as [[Float]] {
      _ = try search.scores(at: Matrix(row: pixels))
    }
    #expect(search.found[0]?.pixels == [0.45, 0.55])
    #expect(search.dropFallen() == nil, "the nearest is looked for further")
  }

  @Test("images that have fallen leave, and the others keep their order")
  func leaving() throws {
    let images = Matrix(rows: 3, columns: 2, values: [0.6, 0.4, 0.9, 0.1, 0.7, 0.3])
    var search = AdversarialSearch(
      Self.pair, images: images, labels: [0, 0, 0], threat: ThreatModel(epsilon: 0.25))
    var moved = images
    moved.add(Matrix(rows: 3, columns: 2, values: [-1, 1, -1, 1, -1, 1]), times: 0.25)
    _ = try search.scores(at: moved)
    #expect(search.dropFallen() == [1])
    #expect(search.active == [1] && search.originals.values == [0.9, 0.1])
    #expect(search.found.map { $0 != nil } == [true, false, true])
    _ = try search.scores(at: search.originals)
    #expect(search.queries == [1, 2, 1])
  }

  @Test("with a target only that reading counts")
  func targets() throws {
    let network = Fixtures.network()
    let data = Fixtures.quarters(40)
    let reading = network.predictions(data.image(0))[0]
    for target in 0..<4 {
      var search = AdversarialSearch(
        network, images: data.image(0), labels: [(reading + 1) % 4], targets: [target],
        threat: ThreatModel(epsilon: 0))
      _ = try search.scores(at: data.image(0))
      #expect((search.found[0] != nil) == (target == reading))
    }
  }

  @Test("a cancelled search asks nothing more")
  func cancelled() {
    var search = AdversarialSearch(
      Self.pair, images: image, labels: [0], threat: ThreatModel(epsilon: 1),
      isCancelled: { true })
    #expect(throws: AttackCancelled.self) { _ = try search.scores(at: image) }
    #expect(search.queries == [0])
  }

  @Test("an attack may not ask for more than it has declared")
  func access() async {
    await #expect(processExitsWith: .failure) {
      var search = AdversarialSearch(
        Self.pair, images: Matrix(row: [0.6, 0.4]), labels: [0],
        threat: ThreatModel(epsilon: 1), access: .readings)
      _ = try? search.scores(at: Matrix(row: [0.6, 0.4]))
    }
  }
}
