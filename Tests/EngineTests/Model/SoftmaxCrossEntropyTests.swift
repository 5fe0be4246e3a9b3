import Testing

@testable import Engine

@Suite("Softmax and cross-entropy")
struct SoftmaxCrossEntropyTests {
  @Test("softmax of equal scores is even, and of known scores known")
  func known() {
    let result = softmax(Matrix(rows: 2, columns: 2, values: [3, 3, 0, 1.0986123]))
    #expect(largestDifference(result.values, [0.5, 0.5, 0.25, 0.75]) < 1e-6)
  }

  @Test("scores of any size neither overflow nor vanish")
  func safe() {
    let result = softmax(
      Matrix(rows: 2, columns: 3, values: [1e30, 0, -1e30, -1e30, -1e30, -1e30]))
    #expect(!result.values.contains { !$0.isFinite })
    #expect(Array(result.row(0)) == [1, 0, 0])
    #expect(largestDifference(result.row(1), [1 / 3, 1 / 3, 1 / 3]) < 1e-6)
  }

  @Test("the gradient is q − y, the loss −log q(label)")
  func gradient() {
    var logits = Matrix(rows: 1, columns: 2, values: [0, 1.0986123])
    var result = SoftmaxCrossEntropy()
    result.replaceByGradient(&logits, labels: [0], scale: 2)
    #expect(largestDifference(logits.values, [2 * (0.25 - 1), 2 * 0.75]) < 1e-6)
    #expect(abs(result.loss - 1.3862944) < 1e-6)
    #expect(result.correct == 0)
  }

  @Test("the gradient of a label that is next to certain keeps its digits")
  func nearlyCertain() {
    // q = 1, e⁻¹⁸, e⁻²⁰ over their sum; 1 − e⁻¹⁸ has but one digit in single precision.
    var logits = Matrix(rows: 1, columns: 3, values: [18, 0, -2])
    var result = SoftmaxCrossEntropy()
    result.replaceByGradient(&logits, labels: [0], scale: 1)
    let expected: [Float] = [-1.7291134e-8, 1.5229979e-8, 2.0611537e-9]
    for (found, expected) in zip(logits.values, expected) {
      #expect(abs(found / expected - 1) < 1e-5)
    }
  }

  @Test("the loss of a hopeless label is finite")
  func hopeless() {
    var logits = Matrix(rows: 1, columns: 2, values: [500, -500])
    var result = SoftmaxCrossEntropy()
    result.replaceByGradient(&logits, labels: [1], scale: 1)
    #expect(result.loss == 1000)
  }

  @Test("the loss of a sure reading keeps its digits, however large the scores")
  func sure() {
    var logits = Matrix(rows: 1, columns: 2, values: [500, 490])
    var result = SoftmaxCrossEntropy()
    result.replaceByGradient(&logits, labels: [0], scale: 1)
    #expect(abs(result.loss / 4.539889921686465e-5 - 1) < 2e-3)
    #expect(result.correct == 1)
  }

  @Test("a score that is not a number makes its row, and no other, not a number")
  func notANumber() {
    let result = softmax(Matrix(rows: 2, columns: 2, values: [1, .nan, 0, 0]))
    #expect(result.row(0).allSatisfy { $0.isNaN })
    #expect(Array(result.row(1)) == [0.5, 0.5])
  }

  @Test("the loss is the sum over the batch, and equal scores are read as the first")
  func batch() {
    var logits = Matrix(rows: 2, columns: 2, values: [0, 0, 0, 0])
    var result = SoftmaxCrossEntropy()
    result.replaceByGradient(&logits, labels: [0, 0], scale: 1)
    #expect(abs(result.loss - 1.3862944) < 1e-6)
    #expect(result.correct == 2)
  }
}
