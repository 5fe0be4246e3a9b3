/// Finds the chain of dense layers in the tensors of a file, whatever they are called.
///
/// Weights are the tensors of two dimensions `[out, in]`, biases those of one. The order is that of
/// the names (numbers in them compared as numbers) where it forms a chain, or else any order in
/// which each layer takes what the one before it gives. Without names to go by, a chain that ends in
/// the width it starts with is refused, as it could start anywhere.
enum LayerChain {
  typealias Tensor = Safetensors.Tensor

  /// - Throws: `CheckpointError` with the tensor at fault.
  static func find(in tensors: [Tensor]) throws(CheckpointError) -> [Dense] {
    for tensor in tensors {
      guard (1...2).contains(tensor.shape.count), !tensor.shape.contains(0) else {
        throw .notALayer(tensor: tensor.name, shape: tensor.shape)
      }
      guard tensor.values.allSatisfy(\.isFinite) else { throw .notFinite(tensor: tensor.name) }
    }
    let sorted = tensors.sorted { comesBefore($0.name, $1.name) }
    let weights = try order(sorted.filter { $0.shape.count == 2 })
    let biases = try assign(sorted.filter { $0.shape.count == 1 }, to: weights)
    return zip(weights, biases).map { weight, bias in
      Dense(
        weights: Matrix(rows: weight.shape[0], columns: weight.shape[1], values: weight.values),
        biases: bias?.values ?? Array(repeating: 0, count: weight.shape[0]))
    }
  }

  /// Puts weights into an order in which they fit each other.
  private static func order(_ weights: [Tensor]) throws(CheckpointError) -> [Tensor] {
    guard !weights.isEmpty else { throw .noLayers }
    guard let broken = firstBreak(weights) else { return weights }
    // A start is a width that one layer more takes than gives; it stands first in the chain.
    var balance: [Int: Int] = [:]
    for weight in weights {
      balance[weight.shape[1], default: 0] += 1
      balance[weight.shape[0], default: 0] -= 1
    }
    let starts = balance.filter { $0.value > 0 }.map(\.key)
    if starts.count == 1 {
      var budget = 10_000
      if let chain = search(from: starts[0], weights, &budget) { return chain }
    }
    throw .brokenChain(
      tensor: weights[broken].name, shape: weights[broken].shape,
      expectedInputs: weights[broken - 1].shape[0])
  }

  /// The index of the first layer that does not take what the one before it gives.
  private static func firstBreak(_ weights: [Tensor]) -> Int? {
    weights.indices.dropFirst().first { weights[$0].shape[1] != weights[$0 - 1].shape[0] }
  }

  /// Uses every layer once, square ones first, since no other way leads back to them.
  private static func search(from width: Int, _ rest: [Tensor], _ budget: inout Int) -> [Tensor]? {
    if rest.isEmpty { return [] }
    let fitting = rest.indices.filter { rest[$0].shape[1] == width }
    let squareFirst =
      fitting.filter { rest[$0].shape[0] == width } + fitting.filter { rest[$0].shape[0] != width }
    for index in squareFirst {
      budget -= 1
      guard budget > 0 else { return nil }
      var others = rest
      let next = others.remove(at: index)
      if let tail = search(from: next.shape[0], others, &budget) { return [next] + tail }
    }
    return nil
  }

  /// The last parts of names that tensors of one dimension have in layers of other kinds, such as
  /// batch and layer normalisation; such a tensor is never a Linear layer's bias.
  private static let foreignParts: Set<Substring> = [
    "weight", "scale", "gamma", "running_mean", "running_var",
  ]

  /// Gives each layer its biases: by the stem of the name, or, where no layer has that, by length
  /// and order.
  private static func assign(
    _ biases: [Tensor], to weights: [Tensor]
  ) throws(CheckpointError) -> [Tensor?] {
    var result = [Tensor?](repeating: nil, count: weights.count)
    var rest: [Tensor] = []
    for bias in biases {
      let (stem, part) = split(bias.name)
      guard !foreignParts.contains(part) else {
        throw .notALayer(tensor: bias.name, shape: bias.shape)
      }
      let namesakes = weights.indices.filter { stem != nil && split(weights[$0].name).stem == stem }
      if let index = namesakes.first(where: {
        result[$0] == nil && weights[$0].shape[0] == bias.shape[0]
      }) {
        result[index] = bias
      } else if namesakes.isEmpty {
        rest.append(bias)
      } else {
        throw .strayBias(tensor: bias.name, length: bias.shape[0])
      }
    }
    for bias in rest {
      guard
        let index = weights.indices.first(where: {
          result[$0] == nil && weights[$0].shape[0] == bias.shape[0]
        })
      else { throw .strayBias(tensor: bias.name, length: bias.shape[0]) }
      result[index] = bias
    }
    return result
  }

  /// A name's last part, and what stands before it: "weight" and "net.0" of "net.0.weight".
  private static func split(_ name: String) -> (stem: Substring?, part: Substring) {
    guard let dot = name.lastIndex(of: ".") else { return (nil, name[...]) }
    return (name[..<dot], name[name.index(after: dot)...])
  }

  /// Compares names with the numbers in them as numbers: "2.weight" before "10.weight".
  static func comesBefore(_ a: String, _ b: String) -> Bool {
    let (a, b) = (pieces(a), pieces(b))
    for (x, y) in zip(a, b) where x != y {
      if let m = Int(x), let n = Int(y), m != n { return m < n }
      return x < y
    }
    return a.count < b.count
  }

  private static func pieces(_ name: String) -> [String] {
    var pieces: [String] = []
    for character in name {
      if let last = pieces.last?.last, last.isASCIIDigit == character.isASCIIDigit {
        pieces[pieces.count - 1].append(character)
      } else {
        pieces.append(String(character))
      }
    }
    return pieces
  }
}

extension Character {
  fileprivate var isASCIIDigit: Bool { isASCII && isNumber }
}
