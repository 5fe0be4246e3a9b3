import Foundation
import Testing

@testable import Engine

@Suite("Activation")
struct ActivationTests {
  static let activations: [Activation] = [.relu, .squareplus(a: 0.01), .study, .squareplus(a: 1)]
  static let inputs: [Float] = [-1000, -30, -3, -0.5, -0.01, 0.001, 0.02, 0.7, 5, 800]

  @Test("squareplus is (x + √(x² + a²)) / 2", arguments: [Float(0.01), 0.1, 1], inputs)
  func formula(a: Float, x: Float) {
    let exact = (Double(x) + (Double(x) * Double(x) + Double(a) * Double(a)).squareRoot()) / 2
    let value = Activation.squareplus(a: a)(x)
    #expect(abs(Double(value) - exact) <= 1e-5 * abs(exact) + 1e-9)
  }

  @Test("far below zero squareplus keeps its digits: a²/(4|x|)")
  func farBelow() {
    let value = Activation.squareplus(a: 0.1)(-1000)
    #expect(abs(value / 2.5e-6 - 1) < 1e-5)
  }

  @Test("squareplus at 0 is a/2, and tends to ReLU as a → 0", arguments: inputs)
  func limits(x: Float) {
    #expect(Activation.squareplus(a: 0.3)(0) == 0.15)
    #expect(abs(Activation.squareplus(a: 1e-6)(x) - Activation.relu(x)) < 1e-6)
    #expect(Activation.squareplus(a: 0)(x) == Activation.relu(x))
  }

  @Test(
    "the derivative from the output is ½(1 + x/√(x² + a²))", arguments: [Float(0.1), 1], inputs)
  func derivative(a: Float, x: Float) {
    let root = (Double(x) * Double(x) + Double(a) * Double(a)).squareRoot()
    // As in the value itself, the sum is written without cancellation for x < 0.
    let exact =
      x < 0 ? Double(a) * Double(a) / (2 * root * (root - Double(x))) : (1 + Double(x) / root) / 2
    let activation = Activation.squareplus(a: a)
    let derivative = Double(activation.derivative(output: activation(x)))
    #expect(abs(derivative - exact) <= 1e-4 * exact + 1e-12)
  }

  @Test("applying to a list is applying to each, with the same derivatives", arguments: activations)
  func lists(activation: Activation) {
    var values = Self.inputs
    activation.apply(&values)
    #expect(values == Self.inputs.map { activation($0) })
    var gradient = Self.inputs.map { _ in Float(2) }
    activation.applyDerivative(outputs: values, to: &gradient)
    #expect(gradient == values.map { 2 * activation.derivative(output: $0) })
  }

  @Test("activations are increasing and 1-Lipschitz", arguments: activations)
  func slope(activation: Activation) {
    for x in stride(from: Float(-3), to: 3, by: 0.01) {
      let rise = activation(x + 0.01) - activation(x)
      #expect(rise >= 0)
      #expect(rise <= 0.01 + 1e-6)
    }
  }

  @Test("NaN stays NaN", arguments: activations + [.squareplus(a: 0)])
  func notANumber(activation: Activation) {
    #expect(activation(.nan).isNaN)
    var values: [Float] = [1, .nan]
    activation.apply(&values)
    #expect(values[1].isNaN)
  }

  @Test("values of any size are their own, or 0, or infinite", arguments: activations)
  func enormous(activation: Activation) {
    #expect(activation(1e15) == 1e15)
    #expect(activation(-1e30) == 0)
    #expect(activation(.infinity) == .infinity)
    #expect(activation(-.infinity) == 0)
  }
}
