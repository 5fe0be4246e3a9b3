import Testing

@testable import Engine

@Suite("Adversarial augmentation")
struct AdversarialAugmentationTests {
  private let data = Fixtures.quarters(200, seed: 4)
  private let network = Fixtures.trained()
  private let threat = ThreatModel(epsilon: 0.21)

  @Test("it adds exactly the misread perturbations, unrounded, in the order of the dataset")
  func addsTheMisread() throws {
    let set = try #require(adversarialAugmentation(of: data, under: network, within: threat))
    var values: [Float] = []
    var labels: [Int] = []
    for index in 0..<data.count {
      let (image, label) = (data.image(index), data.label(index))
      let direction = FastGradientSign.direction(network.lossGradient(image, labels: [label]))
      let moved = zip(image.values, direction.values).map { $0 + 0.21 * $1 }
      guard network.predictions(Matrix(row: moved)) != [label] else { continue }
      values += moved
      labels.append(label)
    }
    #expect(set.dataset == data)
    #expect(set.addedLabels == labels)
    #expect(largestDifference(set.added.values, values) < 1e-6)
    #expect(labels.count > 10 && labels.count < data.count)
    #expect(set.added.values.contains { !(0...1).contains($0) }, "nothing is clipped")
    #expect(
      set.added.values.contains { abs($0 * 255 - ($0 * 255).rounded()) > 0.01 },
      "nothing is rounded to bytes")
    #expect(set.count == data.count + labels.count)
    #expect(set.name == "quarters and \(labels.count) adversarial examples at ε 0.21")
  }

  @Test("an image that is misread as it is counts too, at ε 0")
  func misreadAsTheyAre() throws {
    let set = try #require(
      adversarialAugmentation(of: data, under: Fixtures.network(), within: .init(epsilon: 0)))
    let right = try #require(accuracy(of: Fixtures.network(), on: data))
    #expect(set.added.rows == data.count - right.correct)
  }

  @Test("where it is cancelled there is no result")
  func cancelled() {
    #expect(
      adversarialAugmentation(of: data, under: network, within: threat) { true } == nil)
  }

  @Test("a training set gathers bytes and floats, each as they are")
  func gathers() {
    let added = Matrix(rows: 2, columns: 36, values: (0..<72).map { Float($0) / 10 - 1 })
    let set = TrainingSet(data, added: added, labels: [3, 1], name: "both")
    var batch = Matrix(rows: 0, columns: 36)
    var labels: [Int] = []
    set.gather([201, 5, 200], into: &batch, labels: &labels)
    #expect(Array(batch.row(0)) == Array(added.row(1)))
    #expect(Array(batch.row(1)) == data.image(5).values)
    #expect(Array(batch.row(2)) == Array(added.row(0)))
    #expect(labels == [1, data.label(5), 3])
  }

  @Test("training on nothing added is training on the dataset, bit for bit")
  func nothingAdded() {
    var plain = Trainer(Fixtures.settings, on: data)
    var set = Trainer(Fixtures.settings, on: TrainingSet(data))
    while !plain.isFinished { plain.advance() }
    while !set.isFinished { set.advance() }
    #expect(plain.network == set.network)
  }

  @Test("training on floats is training on the bytes they are made of, bit for bit")
  func floats() {
    let floats = TrainingSet(
      name: "floats", shape: data.shape, images: data.images(0..<data.count),
      labels: (0..<data.count).map(data.label), classes: 4)
    var first = Trainer(Fixtures.settings, on: data)
    var second = Trainer(Fixtures.settings, on: floats)
    while !first.isFinished { first.advance() }
    while !second.isFinished { second.advance() }
    #expect(first.network == second.network)
  }
}
