import Foundation
import Testing

@testable import Engine

@Suite("Adversarial objective")
struct AdversarialObjectiveTests {
  private func train(_ settings: TrainingSettings, on data: Dataset) -> Network {
    var trainer = Trainer(settings, on: data)
    while !trainer.isFinished { trainer.advance() }
    return trainer.network
  }

  private func settings(_ objective: AdversarialObjective?) -> TrainingSettings {
    var settings = Fixtures.settings
    settings.adversarial = objective
    return settings
  }

  @Test(
    "a step follows the gradient that finite differences find, adversarial examples held fixed",
    arguments: [Float(0), 0.3, 0.5, 1])
  func finiteDifferences(alpha: Float) throws {
    let data = Fixtures.quarters(16)
    let objective = AdversarialObjective(alpha: alpha, epsilon: 0.1)
    var trainer = Trainer(settings(objective), on: data)
    let before = trainer.network
    let result = trainer.advance()
    let (images, labels) = (data.images(0..<16), (0..<16).map(data.label))
    let moved = FastGradientSign().perturb(
      images, labels: labels, of: before, within: ThreatModel(epsilon: 0.1))
    func value(_ network: Network) -> Double {
      (Double(alpha) * exactLoss(network, images, labels)
        + Double(1 - alpha) * exactLoss(network, moved, labels)) / 16
    }
    #expect(abs(result.loss - value(before)) < 1e-4)

    var largest: Double = 0
    for index in before.layers.indices {
      guard let old = before.layers[index].dense, let new = trainer.network.layers[index].dense
      else { continue }
      for weight in stride(from: 0, to: old.weights.values.count, by: 7) {
        let step: Float = 1e-3
        var (up, down) = (before, before)
        up.layers[index].modifyParameters { $0.vectors.values[weight] += step }
        down.layers[index].modifyParameters { $0.vectors.values[weight] -= step }
        let slope = (value(up) - value(down)) / Double(2 * step)
        let taken = Double(old.weights.values[weight] - new.weights.values[weight]) / 0.1
        #expect(abs(slope - taken) < 2e-4)
        largest = max(largest, abs(slope))
      }
    }
    #expect(largest > 0.02, "the gradient must be large enough to be told from 0")
  }

  @Test("with α 1 it is plain training up to rounding, with ε 0 too")
  func limits() {
    let data = Fixtures.quarters(100)
    let plain = train(settings(nil), on: data)
    for objective in [
      AdversarialObjective(alpha: 1, epsilon: 0.2), AdversarialObjective(alpha: 0.5, epsilon: 0),
    ] {
      let other = train(settings(objective), on: data)
      for (a, b) in zip(plain.dense, other.dense) {
        #expect(largestDifference(a.weights.values, b.weights.values) < 1e-4)
      }
    }
  }

  @Test("the same seed gives the same bytes, also where a minibatch is cut into shards")
  func replays() {
    var settings = settings(AdversarialObjective(epsilon: 0.1))
    settings.architecture = .perceptron(hidden: [900, 900], activation: .study)
    settings.batch = 128
    settings.epochs = 1
    let data = Fixtures.quarters(256)
    #expect(train(settings, on: data) == train(settings, on: data))
  }

  @Test("robust accuracy rises clearly")
  func robust() throws {
    var plain = Fixtures.settings
    plain.epochs = 10
    var robust = plain
    robust.adversarial = AdversarialObjective(epsilon: 0.15)
    let (train, test) = (Fixtures.quarters(600), Fixtures.quarters(300, seed: 9))
    let accuracies = try [plain, robust].map { settings in
      try #require(
        try robustAccuracy(
          of: self.train(settings, on: train), on: test, against: FastGradientSign(),
          within: ThreatModel(epsilon: 0.15))
      ).fraction
    }
    #expect(accuracies[1] > accuracies[0] + 0.02)
  }

  @Test("the recipe tells of it, and is read back")
  func recipe() throws {
    let settings = settings(AdversarialObjective(alpha: 0.3, epsilon: 0.05))
    let recipe = Recipe(settings: settings, dataset: "quarters", epochsDone: 3)
    let network = Fixtures.network(hidden: [12])
    let file = Checkpoint(network: network, recipe: recipe).safetensors
    #expect(file.metadata["adversarial_epsilon"] == "0.05")
    #expect(file.metadata["adversarial_alpha"] == "0.3")
    #expect(try Checkpoint(file).recipe == recipe)
    let plain = Recipe(settings: Fixtures.settings, dataset: "quarters", epochsDone: 3)
    let plainFile = Checkpoint(network: network, recipe: plain).safetensors
    #expect(!plainFile.metadata.keys.contains { $0.hasPrefix("adversarial") })
  }
}
