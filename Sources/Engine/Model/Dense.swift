/// A dense layer: y = x·Wᵀ + b.
public struct Dense: Equatable, Sendable, TrainedLayer {
  /// A row of weights and a bias for each output.
  public var parameters: UnitParameters

  /// - Precondition: One bias per output.
  public init(weights: Matrix, biases: [Float]) {
    precondition(biases.count == weights.rows, "one bias per output")
    parameters = UnitParameters(vectors: weights, scalars: biases)
  }

  /// Weights normal, divided by the square root of the number of inputs; biases zero.
  ///
  /// Source: seed 000, section 3, "Creation of Dense Layer".
  public init(inputs: Int, outputs: Int, using generator: inout some RandomNumberGenerator) {
    let scale = 1 / Float(inputs).squareRoot()
    self.init(
      weights: Matrix(
        rows: outputs, columns: inputs,
        values: (0..<inputs * outputs).map { _ in generator.normal() * scale }),
      biases: Array(repeating: 0, count: outputs))
  }

  /// `[out, in]`, as PyTorch keeps them.
  public var weights: Matrix {
    get { parameters.vectors }
    _modify { yield &parameters.vectors }
  }

  /// `[out]`.
  public var biases: [Float] {
    get { parameters.scalars }
    _modify { yield &parameters.scalars }
  }

  public var inputs: Int { parameters.inputs }
  public var outputs: Int { parameters.units }

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

  /// dW = dYᵀ·X, db = Σ dY.
  func parameterGradient(
    input: borrowing Matrix, outputGradient: borrowing Matrix, into gradient: inout UnitParameters
  ) {
    gradient.vectors.setProduct(outputGradient, .transposed, input, .none)
    gradient.scalars.setSumOfRows(of: outputGradient)
  }

  /// dX = dY·W.
  func inputGradient(
    input: borrowing Matrix, outputGradient: borrowing Matrix, into gradient: inout Matrix
  ) {
    gradient.reshape(rows: outputGradient.rows)
    gradient.setProduct(outputGradient, .none, weights, .none)
  }
}

extension [Float] {
  /// Sets these to the sum of a matrix's rows, `[columns]`.
  mutating func setSumOfRows(of matrix: borrowing Matrix) {
    let width = matrix.columns
    precondition(count == width, "one sum per column")
    withUnsafeMutableBufferPointer { sums in
      matrix.values.withUnsafeBufferPointer { values in
        for column in 0..<width { sums[column] = 0 }
        for start in stride(from: 0, to: values.count, by: width) {
          for column in 0..<width { sums[column] += values[start + column] }
        }
      }
    }
  }
}
