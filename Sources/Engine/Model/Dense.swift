/// A dense layer: y = x·Wᵀ + b.
public struct Dense: Equatable, Sendable {
  /// `[out, in]`, as PyTorch keeps them.
  public var weights: Matrix
  /// `[out]`.
  public var biases: [Float]

  /// - Precondition: One bias per output.
  public init(weights: Matrix, biases: [Float]) {
    precondition(biases.count == weights.rows, "one bias per output")
    self.weights = weights
    self.biases = biases
  }

  /// Weights normal, divided by the square root of the number of inputs; biases zero.
  ///
  /// Source: seed 000, section 3, "Creation of Dense Layer".
  public init(inputs: Int, outputs: Int, using generator: inout some RandomNumberGenerator) {
    let scale = 1 / Float(inputs).squareRoot()
    weights = Matrix(
      rows: outputs, columns: inputs,
      values: (0..<inputs * outputs).map { _ in generator.normal() * scale })
    biases = Array(repeating: 0, count: outputs)
  }

  public var inputs: Int { weights.columns }
  public var outputs: Int { weights.rows }

  /// A layer of the same shape whose numbers are all zero.
  var zeros: Dense {
    Dense(
      weights: Matrix(rows: outputs, columns: inputs), biases: Array(repeating: 0, count: outputs))
  }

  /// Sets `output` to the layer's value, `[batch, out]`, of `input`, `[batch, in]`.
  func forward(_ input: borrowing Matrix, into output: inout Matrix) {
    output.reshape(rows: input.rows)
    let width = outputs
    output.values.withUnsafeMutableBufferPointer { values in
      biases.withUnsafeBufferPointer { biases in
        for start in stride(from: 0, to: values.count, by: width) {
          for column in 0..<width { values[start + column] = biases[column] }
        }
      }
    }
    output.setProduct(input, .none, weights, .transposed, beta: 1)
  }

  /// Sets `gradient` to that of the weights and biases: dW = dYᵀ·X, db = Σ dY.
  func weightGradient(
    input: borrowing Matrix, outputGradient: borrowing Matrix, into gradient: inout Dense
  ) {
    gradient.weights.setProduct(outputGradient, .transposed, input, .none)
    let width = outputs
    gradient.biases.withUnsafeMutableBufferPointer { biases in
      outputGradient.values.withUnsafeBufferPointer { values in
        for column in 0..<width { biases[column] = 0 }
        for start in stride(from: 0, to: values.count, by: width) {
          for column in 0..<width { biases[column] += values[start + column] }
        }
      }
    }
  }

  /// Sets `gradient` to that of the input: dX = dY·W.
  func inputGradient(outputGradient: borrowing Matrix, into gradient: inout Matrix) {
    gradient.reshape(rows: outputGradient.rows)
    gradient.setProduct(outputGradient, .none, weights, .none)
  }

  /// Adds a multiple of another layer's numbers, W += c·W′ and b += c·b′.
  mutating func add(_ other: Dense, times factor: Float) {
    addScaled(&weights.values, other.weights.values, factor)
    addScaled(&biases, other.biases, factor)
  }

  /// Multiplies every number by a factor.
  mutating func scale(by factor: Float) {
    for index in weights.values.indices { weights.values[index] *= factor }
    for index in biases.indices { biases[index] *= factor }
  }

  /// Whether every weight and bias is a finite number.
  public var isFinite: Bool {
    weights.values.allSatisfy(\.isFinite) && biases.allSatisfy(\.isFinite)
  }
}

private func addScaled(_ target: inout [Float], _ source: [Float], _ factor: Float) {
  precondition(target.count == source.count, "the same shape")
  target.withUnsafeMutableBufferPointer { target in
    source.withUnsafeBufferPointer { source in
      for index in target.indices { target[index] += factor * source[index] }
    }
  }
}
