import Foundation

/// A network as a file: safetensors with weights `[out, in]` and biases `[out]`, named as PyTorch
/// names those of an `nn.Sequential`, and the recipe in the metadata.
public struct Checkpoint: Equatable, Sendable {
  /// How the activation of a loaded network is known.
  public enum ActivationSource: Equatable, Sendable {
    /// The file's recipe says it, or there is none between the layers.
    case recipe
    /// The user said it.
    case given
    /// Nobody said it, so ReLU is assumed: to be told to the user.
    case assumed
  }

  public var network: Network
  /// `nil` where the file holds none of ours.
  public var recipe: Recipe?
  public var activationSource: ActivationSource

  public init(
    network: Network, recipe: Recipe?, activationSource: ActivationSource = .recipe
  ) {
    self.network = network
    self.recipe = recipe
    self.activationSource = activationSource
  }

  /// The largest file that is read, in bytes: more than the largest network that can be trained.
  private static let largestFile = 1 << 33

  /// Reads a file.
  ///
  /// - Parameters:
  ///   - path: A safetensors file, ours or the state dict of Linear layers from PyTorch.
  ///   - activation: What stands between the layers of a file without recipe; ReLU unless told.
  /// - Throws: `CheckpointError`, which names the file.
  public static func load(
    _ path: String, activation: Activation? = nil
  ) throws(CheckpointError) -> Checkpoint {
    let bytes: [UInt8]
    do throws(FileFault) {
      bytes = try FileBytes.read(path: path, limit: largestFile)
    } catch .missing {
      throw .unreadable(path: path, reason: "no such file")
    } catch {
      throw .unreadable(path: path, reason: error.description)
    }
    do throws(CheckpointError) {
      return try Checkpoint(Safetensors(Data(bytes)), activation: activation)
    } catch {
      throw .inFile(path: path, error)
    }
  }

  /// Writes a file, whole or not at all.
  /// - Throws: `CheckpointError.unwritable`, or `.notFinite` for what `load` would refuse; what was
  ///   there before is then untouched.
  public func save(to path: String) throws(CheckpointError) {
    let safetensors = safetensors
    if let tensor = safetensors.tensors.first(where: { !$0.values.allSatisfy(\.isFinite) }) {
      throw .notFinite(tensor: tensor.name)
    }
    do throws(WriteFault) {
      try AtomicFile.write(safetensors.encoded(), to: path)
    } catch {
      throw .unwritable(path: path, reason: error.description)
    }
  }

  /// The network from the tensors of a file.
  /// - Throws: `CheckpointError` where they form no chain from pixels to classes.
  public init(
    _ file: Safetensors, activation given: Activation? = nil
  ) throws(CheckpointError) {
    let metadata = CheckpointMetadata(file.metadata)
    let own = try metadata?.activation()
    let activation: Activation
    switch (own, given) {
    case (let own?, let given?) where own.name != given.name:
      throw .activationConflict(recipe: own.name, given: given.name)
    case (let own?, _): (activation, activationSource) = (own, .recipe)
    case (nil, let given?): (activation, activationSource) = (given, .given)
    case (nil, nil): (activation, activationSource) = (.relu, .assumed)
    }
    recipe = try metadata.flatMap { metadata throws(CheckpointError) in
      try Recipe(metadata, activation: activation)
    }
    let layers = try Self.layers(of: file, activation)
    // A single layer leaves nothing to assume, and Gaussian units have an activation of their own.
    if layers.count == 1 || layers[1] == .activation(.exponential) { activationSource = .recipe }
    let pixels = layers[0].parameters?.inputs ?? 0
    network = Network(
      inputShape: metadata?.inputShape(pixels: pixels) ?? Self.guessedShape(pixels: pixels),
      layers: layers)
  }

  /// The layers that a file's tensors form, from pixels to classes.
  private static func layers(
    of file: Safetensors, _ activation: Activation
  ) throws(CheckpointError) -> [Layer] {
    var tensors = file.tensors
    let units = try RadialBasis.take(from: &tensors)
    let dense = try LayerChain.find(in: tensors)
    if let units {
      guard dense.count == 1, dense[0].inputs == units.units else {
        throw .brokenRadialBasis(units: units.units, layers: dense.map(\.inputs))
      }
      return [.radialBasis(units), .activation(.exponential), .dense(dense[0])]
    }
    guard activation != .exponential else {
      throw .badRecipe(
        key: "activation", expected: "relu or squareplus without Gaussian units",
        found: activation.name)
    }
    return Array(dense.map { [Layer.dense($0)] }.joined(separator: [.activation(activation)]))
  }

  /// The file's tensors and metadata.
  public var safetensors: Safetensors {
    var tensors: [Safetensors.Tensor] = []
    for (index, layer) in network.layers.enumerated() {
      switch layer {
      case .dense(let dense): tensors += dense.tensors(at: index)
      case .radialBasis(let units): tensors += units.tensors(at: index)
      case .activation: break
      }
    }
    let metadata = CheckpointMetadata(network: network, recipe: recipe)
    return Safetensors(metadata: metadata.dictionary, tensors: tensors)
  }

  /// A square, or else one row.
  private static func guessedShape(pixels: Int) -> ImageShape {
    let side = Int(Double(pixels).squareRoot().rounded())
    return side * side == pixels
      ? ImageShape(height: side, width: side) : ImageShape(height: 1, width: pixels)
  }
}

extension Dense {
  /// The tensors of the layer at a place of the network.
  fileprivate func tensors(at index: Int) -> [Safetensors.Tensor] {
    [
      .init(name: "\(index).weight", shape: [outputs, inputs], values: weights.values),
      .init(name: "\(index).bias", shape: [outputs], values: biases),
    ]
  }
}

extension Network {
  /// Makes sure that this network reads a dataset's images and knows its classes.
  /// - Throws: `CheckpointError.inputMismatch` or `.classesMismatch`.
  public func requireFit(_ data: Dataset) throws(CheckpointError) {
    guard inputShape.pixels == data.shape.pixels else {
      throw .inputMismatch(
        model: inputShape.pixels, data: data.shape.pixels, dataset: data.name)
    }
    guard classes == data.classes else {
      throw .classesMismatch(model: classes, data: data.classes, dataset: data.name)
    }
  }
}
