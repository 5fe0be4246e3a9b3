import Foundation
import Testing

@testable import Engine

@Suite("Checkpoint")
struct CheckpointTests {
  private typealias Tensor = Safetensors.Tensor

  private func weight(_ name: String, _ out: Int, _ input: Int, _ value: Float = 1)
    -> Safetensors.Tensor
  {
    Tensor(name: name, shape: [out, input], values: Array(repeating: value, count: out * input))
  }

  private func bias(_ name: String, _ out: Int, _ value: Float = 1) -> Safetensors.Tensor {
    Tensor(name: name, shape: [out], values: Array(repeating: value, count: out))
  }

  private func error(_ tensors: [Safetensors.Tensor], _ metadata: [String: String] = [:])
    -> CheckpointError?
  {
    do throws(CheckpointError) {
      _ = try Checkpoint(Safetensors(metadata: metadata, tensors: tensors))
      return nil
    } catch {
      return error
    }
  }

  @Test(
    "a saved network is read back with its recipe",
    arguments: [Activation.relu, .study, .squareplus(a: 0.7)])
  func roundTrip(activation: Activation) throws {
    let directory = try TemporaryDirectory()
    let network = Fixtures.network(activation: activation)
    let recipe = Recipe(
      settings: TrainingSettings(
        hidden: [12, 8], activation: activation, epochs: 3, batch: 16, learningRate: 0.0055,
        seed: .max),
      dataset: "quarters train", epochsDone: 2.25, testDataset: "quarters test",
      testAccuracy: 0.9637)
    let path = directory.path("m.safetensors")
    try Checkpoint(network: network, recipe: recipe).save(to: path)
    let loaded = try Checkpoint.load(path)
    #expect(loaded.network == network)
    #expect(loaded.recipe == recipe)
    #expect(loaded.activationSource == .recipe)
    #expect(try directory.names() == ["m.safetensors"])
  }

  @Test("Gaussian units are read back with their recipe")
  func radialBasis() throws {
    let directory = try TemporaryDirectory()
    let network = Fixtures.radialBasisNetwork(units: 9)
    let recipe = Recipe(
      settings: TrainingSettings(
        .radialBasis(units: 9), epochs: 3, batch: 16, learningRate: 0.5,
        adversarial: AdversarialObjective(alpha: 0.25, epsilon: 0.1)),
      dataset: "quarters train", epochsDone: 3)
    let checkpoint = Checkpoint(network: network, recipe: recipe)
    let path = directory.path("m.safetensors")
    try checkpoint.save(to: path)
    #expect(try Checkpoint.load(path) == checkpoint)
    #expect(
      checkpoint.safetensors.tensors.map(\.name)
        == ["0.centres", "0.log_precisions", "2.weight", "2.bias"])
    // Without our metadata the tensors say it all.
    let foreign = try Checkpoint(Safetensors(tensors: checkpoint.safetensors.tensors))
    #expect(foreign.network == network)
    #expect(foreign.activationSource == .recipe)
  }

  @Test("Gaussian units that are not whole are refused with a reason")
  func brokenRadialBasis() {
    let whole = Checkpoint(network: Fixtures.radialBasisNetwork(units: 9), recipe: nil).safetensors
    func load(_ change: (inout Safetensors) -> Void) throws(CheckpointError) {
      var file = whole
      change(&file)
      _ = try Checkpoint(file)
    }
    #expect(throws: CheckpointError.missingPrecisions(centres: "0.centres", units: 9)) {
      try load { $0.tensors.removeAll { $0.name == "0.log_precisions" } }
    }
    #expect(throws: CheckpointError.notFinite(tensor: "0.log_precisions")) {
      try load { $0.tensors[1].values[3] = 100 }
    }
    #expect(throws: CheckpointError.notFinite(tensor: "0.centres")) {
      try load { $0.tensors[0].values[3] = .nan }
    }
    #expect(throws: CheckpointError.brokenRadialBasis(units: 9, layers: [8])) {
      try load {
        $0.tensors[2] = .init(
          name: "2.weight", shape: [4, 8], values: Array($0.tensors[2].values[..<32]))
      }
    }
    #expect(throws: CheckpointError.notALayer(tensor: "0.centres", shape: [324])) {
      try load { $0.tensors[0].shape = [324] }
    }
    #expect(
      throws: CheckpointError.badRecipe(
        key: "activation", expected: "relu or squareplus without Gaussian units",
        found: "exponential")
    ) {
      try load { $0.tensors.removeFirst(2) }
    }
  }

  @Test(
    "a network without recipe keeps its activation",
    arguments: [Activation.relu, .squareplus(a: 0.7)])
  func withoutRecipe(activation: Activation) throws {
    let network = Fixtures.network(activation: activation)
    let loaded = try Checkpoint(Checkpoint(network: network, recipe: nil).safetensors)
    #expect(loaded.network == network)
    #expect(loaded.recipe == nil)
    #expect(loaded.activationSource == .recipe)
  }

  @Test("tensors are named as PyTorch names those of an nn.Sequential")
  func names() {
    let checkpoint = Checkpoint(network: Fixtures.network(), recipe: nil)
    #expect(
      checkpoint.safetensors.tensors.map(\.name)
        == ["0.weight", "0.bias", "2.weight", "2.bias", "4.weight", "4.bias"])
    #expect(checkpoint.safetensors.tensors[0].shape == [12, 36])
  }

  @Test("layers of any names are put in order, and ReLU is assumed and said so")
  func anyNames() throws {
    let loaded = try Checkpoint(
      Safetensors(tensors: [
        bias("zeta", 3), weight("alpha", 3, 5), weight("omega", 5, 16), bias("beta", 5, 2),
      ]))
    #expect(loaded.network.dense.map(\.inputs) == [16, 5])
    #expect(loaded.network.dense.map(\.biases[0]) == [2, 1])
    #expect(loaded.network.activation == .relu)
    #expect(loaded.activationSource == .assumed)
    #expect(loaded.network.inputShape == ImageShape(height: 4, width: 4))
  }

  @Test("numbers in names are compared as numbers: layer 10 after layer 2")
  func naturalOrder() throws {
    let tensors = [
      weight("10.weight", 4, 4, 10), weight("2.weight", 4, 4, 2), weight("0.weight", 4, 4, 0.5),
      bias("10.bias", 4, 10), bias("2.bias", 4, 2), bias("0.bias", 4, 0.5),
    ]
    let loaded = try Checkpoint(Safetensors(tensors: tensors))
    #expect(loaded.network.dense.map(\.weights.values[0]) == [0.5, 2, 10])
    #expect(loaded.network.dense.map(\.biases[0]) == [0.5, 2, 10])
  }

  @Test("a Linear without bias has zero biases")
  func withoutBias() throws {
    let loaded = try Checkpoint(Safetensors(tensors: [weight("w", 2, 9)]))
    #expect(loaded.network.dense[0].biases == [0, 0])
  }

  @Test("the activation is the one the user gives, unless the recipe says another")
  func activation() throws {
    let plain = Safetensors(tensors: [weight("0.weight", 5, 9), weight("2.weight", 3, 5)])
    let given = try Checkpoint(plain, activation: .study)
    #expect(given.network.activation == .study)
    #expect(given.activationSource == .given)
    let recipe = Recipe(settings: Fixtures.settings, dataset: "d", epochsDone: 3)
    let own = Checkpoint(network: Fixtures.network(), recipe: recipe).safetensors
    #expect(try Checkpoint(own, activation: .squareplus(a: 9)).network.activation == .study)
    #expect(throws: CheckpointError.activationConflict(recipe: "squareplus", given: "relu")) {
      try Checkpoint(own, activation: .relu)
    }
  }

  @Test("what forms no chain is refused, with the tensor at fault")
  func noChain() {
    #expect(error([]) == .noLayers)
    #expect(
      error([Tensor(name: "conv", shape: [1, 1, 1, 1], values: [1])])
        == .notALayer(tensor: "conv", shape: [1, 1, 1, 1]))
    #expect(
      error([weight("0.weight", 5, 9), weight("2.weight", 3, 4)])
        == .brokenChain(tensor: "2.weight", shape: [3, 4], expectedInputs: 5))
    #expect(
      error([weight("0.weight", 5, 9), bias("0.bias", 5), bias("stray", 5)])
        == .strayBias(tensor: "stray", length: 5))
  }

  @Test(
    "NaN and infinity in weights are refused, with the tensor at fault",
    arguments: [Float.nan, .infinity])
  func notFinite(value: Float) {
    #expect(error([weight("0.weight", 2, 4, value)]) == .notFinite(tensor: "0.weight"))
  }

  @Test(
    "a recipe that makes no sense is refused",
    arguments: [
      "epochs", "batch", "learning_rate", "activation", "squareplus_a", "hidden", "epochs_done",
      "seed",
    ])
  func badRecipe(key: String) {
    let recipe = Recipe(settings: Fixtures.settings, dataset: "d", epochsDone: 3)
    var file = Checkpoint(network: Fixtures.network(), recipe: recipe).safetensors
    file.metadata[key] = "-x"
    guard case .badRecipe(key, _, "-x")? = error(file.tensors, file.metadata) else {
      Issue.record("\(key) was taken")
      return
    }
  }

  @Test("many layers of one width that form no chain are refused at once")
  func noExplosion() {
    let squares = (0..<40).map { weight("\($0).weight", 4, 4) }
    #expect(error(squares + [weight("x", 3, 5)]) != nil)
  }

  @Test("a missing file says so; a directory or a pipe is no model")
  func missing() throws {
    let directory = try TemporaryDirectory()
    #expect(
      throws: CheckpointError.unreadable(
        path: directory.path("no"), reason: "no such file")
    ) {
      try Checkpoint.load(directory.path("no"))
    }
    #expect(throws: CheckpointError.self) { try Checkpoint.load(directory.path) }
    let pipe = directory.path("pipe")
    try #require(mkfifo(pipe, 0o644) == 0)
    #expect(throws: CheckpointError.self) { try Checkpoint.load(pipe) }
  }

  @Test("what is wrong inside a file is said with its name")
  func damaged() throws {
    let directory = try TemporaryDirectory()
    let path = directory.path("m.safetensors")
    try Data([1, 2]).write(to: URL(fileURLWithPath: path))
    #expect(throws: CheckpointError.inFile(path: path, .tooShort(expected: 8, found: 2))) {
      try Checkpoint.load(path)
    }
  }

  @Test(
    "saving where nothing can be written says why",
    arguments: ["/proc/nothing/m", "/no/such/folder/m"])
  func unwritable(path: String) {
    #expect(throws: CheckpointError.self) {
      try Checkpoint(network: Fixtures.network(), recipe: nil).save(to: path)
    }
  }

  @Test("a model that does not fit the data is refused with both sizes")
  func fit() throws {
    let data = Fixtures.quarters(3)
    try Fixtures.network().requireFit(data)
    var generator = SeededGenerator(seed: 1)
    let digits = Network(inputShape: .mnist, hidden: [], using: &generator)
    #expect(throws: CheckpointError.inputMismatch(model: 784, data: 36, dataset: "quarters")) {
      try digits.requireFit(data)
    }
    let two = Network(inputShape: data.shape, hidden: [], classes: 2, using: &generator)
    #expect(throws: CheckpointError.classesMismatch(model: 2, data: 4, dataset: "quarters")) {
      try two.requireFit(data)
    }
  }

  @Test("layers of other kinds are refused, not read as a Linear layer's biases")
  func foreignLayers() {
    for part in ["weight", "scale", "gamma", "running_mean"] {
      #expect(
        error([weight("0.weight", 5, 9), bias("1.\(part)", 5), weight("3.weight", 3, 5)])
          == .notALayer(tensor: "1.\(part)", shape: [5]))
    }
    // Its own layer has another width: it is not handed to one that happens to fit.
    #expect(
      error([weight("0.weight", 5, 9), bias("0.bias", 3), weight("2.weight", 3, 5)])
        == .strayBias(tensor: "0.bias", length: 3))
  }

  @Test("a chain in no order of names is found, square layers and all")
  func search() throws {
    let tensors = [
      weight("a", 3, 4), weight("b", 4, 4, 7), weight("c", 4, 9), weight("d", 9, 5),
    ]
    let loaded = try Checkpoint(Safetensors(tensors: tensors))
    #expect(loaded.network.dense.map(\.inputs) == [5, 9, 4, 4])
    // It could start at 4 as well as at 9.
    #expect(error([weight("a", 4, 4), weight("b", 4, 9), weight("c", 9, 4)]) != nil)
  }

  @Test("one layer leaves no activation to assume; several without a word of it do")
  func nothingToAssume() throws {
    let single = try Checkpoint(Safetensors(tensors: [weight("w", 2, 9)]))
    #expect(single.activationSource == .recipe)
    var own = Checkpoint(network: Fixtures.network(), recipe: nil).safetensors
    own.metadata["activation"] = nil
    #expect(try Checkpoint(own).activationSource == .assumed)
  }

  @Test("a network that could not be loaded is not saved")
  func savesNoNaN() throws {
    let directory = try TemporaryDirectory()
    var network = Fixtures.network()
    network.layers[2].modifyParameters { $0.scalars[0] = .nan }
    #expect(throws: CheckpointError.notFinite(tensor: "2.bias")) {
      try Checkpoint(network: network, recipe: nil).save(to: directory.path("m"))
    }
    #expect(try directory.names() == [])
  }

  @Test("two activations in a row are a programmer's error")
  func twoActivations() async {
    await #expect(processExitsWith: .failure) {
      var layers = Fixtures.network().layers
      layers.insert(.activation(.relu), at: 1)
      _ = Network(inputShape: ImageShape(height: 6, width: 6), layers: layers)
    }
  }
}
