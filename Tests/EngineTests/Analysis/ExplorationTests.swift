import Testing

@testable import Engine

@Suite("Ray, curve and exploration")
struct ExplorationTests {
  private let network = Fixtures.trained()
  private let data = Fixtures.quarters(60, seed: 4)

  private func ray(_ index: Int, clipped: Bool = false) -> PerturbationRay {
    let image = data.image(index)
    let gradient = network.lossGradient(image, labels: [data.label(index)])
    return PerturbationRay(
      network: network, image: image, direction: FastGradientSign.direction(gradient),
      range: clipped ? 0...1 : nil)
  }

  @Test("scores along the ray are those of the images themselves", arguments: [false, true])
  func againstImages(clipped: Bool) {
    let ray = ray(3, clipped: clipped)
    let epsilons: [Float] = [0, 0.001, 0.05, 0.3, 1]
    let fast = ray.logits(at: epsilons)
    for (row, epsilon) in epsilons.enumerated() {
      let slow = network.logits(Matrix(row: ray.image(at: epsilon)))
      #expect(largestDifference(fast.row(row), slow.values) < 1e-4)
    }
  }

  @Test("softmax regression has a ray as well")
  func linear() {
    let linear = Fixtures.network(hidden: [])
    let ray = PerturbationRay(
      network: linear, image: data.image(0), direction: Matrix(rows: 1, columns: 36, repeating: 1))
    let slow = linear.logits(Matrix(row: ray.image(at: 0.2)))
    #expect(largestDifference(ray.logits(at: [0.2]).values, slow.values) < 1e-5)
  }

  @Test("clipping holds the pixels of the ray's images to 0…1")
  func clipped() {
    #expect(ray(3).image(at: 0.9).contains { $0 > 1 || $0 < 0 })
    #expect(ray(3, clipped: true).image(at: 0.9).allSatisfy { (0...1).contains($0) })
  }

  @Test("the curve gives the label's confidence and the best other at each ε")
  func curve() {
    let ray = ray(5)
    let label = data.label(5)
    let curve = ConfidenceCurve(ray: ray, label: label, steps: 20)
    #expect(curve.epsilons.first == 0 && curve.epsilons.last == 1 && curve.epsilons.count == 21)
    for (index, epsilon) in curve.epsilons.enumerated() {
      let confidences = ray.confidences(at: epsilon)
      let others = confidences.enumerated().filter { $0.offset != label }
      #expect(abs(curve.labelConfidence[index] - confidences[label]) < 1e-5)
      #expect(abs(curve.otherConfidence[index] - (others.map(\.element).max() ?? 0)) < 1e-5)
      #expect(abs(confidences[curve.otherClass[index]] - curve.otherConfidence[index]) < 1e-5)
    }
  }

  @Test("ε_min is the threshold: read right just below, misread at it")
  func minimal() throws {
    var checked = 0
    for index in 0..<data.count {
      let exploration = Exploration(network, data, index: index, clipped: false)
      guard let minimal = exploration.minimalEpsilon, minimal > 0 else { continue }
      checked += 1
      let below = exploration.ray.logits(at: [minimal - 2e-5]).argmaxOfRows()
      let at = exploration.ray.logits(at: [minimal]).argmaxOfRows()
      #expect(below == [exploration.label])
      #expect(at != [exploration.label])
    }
    #expect(checked > 40)
  }

  @Test("an image misread as it is has ε_min 0; one that never is misread has none")
  func extremes() {
    let wrong = Fixtures.network(seed: 8)
    let misread = (0..<data.count).first {
      wrong.predictions(data.image($0)) != [data.label($0)]
    }
    #expect(misread.map { Exploration(wrong, data, index: $0, clipped: false).minimalEpsilon } == 0)

    // All weights 0, one bias large: the same reading for every image.
    var layers = Fixtures.network(hidden: []).layers
    layers[0].modifyParameters {
      $0.vectors = Matrix(rows: 4, columns: 36)
      $0.scalars = (0..<4).map { $0 == data.label(0) ? 9 : 0 }
    }
    let constant = Network(inputShape: data.shape, layers: layers)
    #expect(Exploration(constant, data, index: 0, clipped: false).minimalEpsilon == nil)
  }

  @Test("the reading at each ε is that of the scores, also where confidences round to equal ones")
  func readings() {
    let curve = ConfidenceCurve(ray: ray(5), label: data.label(5), steps: 20)
    #expect(curve.readings == ray(5).logits(at: curve.epsilons).argmaxOfRows())

    var layers = Fixtures.network(hidden: []).layers
    let label = data.label(0)
    layers[0].modifyParameters {
      $0.vectors = Matrix(rows: 4, columns: 36)
      $0.scalars = (0..<4).map { $0 == label ? 0.001 : Float(0.001).nextUp }
    }
    let close = Network(inputShape: data.shape, layers: layers)
    #expect(close.predictions(data.image(0)) != [label])
    #expect(Exploration(close, data, index: 0, clipped: false).minimalEpsilon == 0)
  }

  @Test("ε_min is no more than 10⁻⁵ above where the reading changes")
  func precision() throws {
    // Softmax regression of one pixel: class 1 is read from 0.3 + ε > 0.5 on.
    let dense = Dense(weights: Matrix(rows: 2, columns: 1, values: [0, 1]), biases: [0.5, 0])
    let network = Network(
      inputShape: ImageShape(height: 1, width: 1), layers: [.dense(dense)])
    let image = Dataset(
      name: "one", shape: network.inputShape, pixels: [77], labels: [0], classes: 2)
    let minimal = try #require(
      Exploration(network, image, index: 0, clipped: false).minimalEpsilon)
    let exact = Float(0.5 - 77.0 / 255)
    #expect(minimal >= exact - 1e-6 && minimal <= exact + 1.1e-5)
  }
}
