import Foundation

/// The softmax of each row: e^(xᵢ−m) / Σⱼ e^(xⱼ−m), with m the row's largest value.
///
/// Taking m off changes nothing in exact arithmetic and keeps every exponent at or below 0, so that
/// nothing overflows; a row with NaN or +∞ becomes NaN. Source: seed 000, section 3.
///
/// - Parameter logits: `[batch, classes]`.
/// - Returns: Confidences, `[batch, classes]`; every row sums to 1.
public func softmax(_ logits: Matrix) -> Matrix {
  var result = logits
  let columns = result.columns
  result.values.withUnsafeMutableBufferPointer { values in
    for start in stride(from: 0, to: values.count, by: columns) {
      softmaxInPlace(UnsafeMutableBufferPointer(rebasing: values[start..<start + columns]))
    }
  }
  return result
}

/// Turns scores into confidences where they stand.
/// - Returns: The largest score m, and log Σ e^(xⱼ−m), in nats.
@discardableResult
private func softmaxInPlace(
  _ row: UnsafeMutableBufferPointer<Float>
) -> (largest: Float, logOfSum: Float) {
  var largest = -Float.infinity
  for value in row where value > largest { largest = value }
  var sum: Float = 0
  for index in row.indices {
    row[index] = expf(row[index] - largest)
    sum += row[index]
  }
  let scale = 1 / sum
  for index in row.indices { row[index] *= scale }
  return (largest, logf(sum))
}

/// What the cross-entropy of a batch says: its loss, how many were right, its gradient.
struct SoftmaxCrossEntropy {
  /// The sum over the batch of −log q(label), in nats.
  var loss: Double = 0
  /// How many images have their largest score at the label.
  var correct = 0

  /// Turns logits into the gradient of their loss, scale·(q − y), where they stand.
  ///
  /// Source: seed 000, section 3, (dỸ₃)ₖ = qₖ − yₖ. The loss is log Σ e^xⱼ − x(label), which stays
  /// finite however small the label's confidence is. At the label, q − 1 is −Σ of the others: where
  /// q is nearly 1, taking 1 off would leave nothing but rounding, and the gradient's sign to chance.
  mutating func replaceByGradient(_ logits: inout Matrix, labels: [Int], scale: Float) {
    precondition(labels.count == logits.rows, "one label per image")
    let columns = logits.columns
    logits.values.withUnsafeMutableBufferPointer { values in
      for (index, label) in labels.enumerated() {
        let row = UnsafeMutableBufferPointer(
          rebasing: values[index * columns..<(index + 1) * columns])
        var best = 0
        for column in 1..<columns where row[column] > row[best] { best = column }
        if best == label { correct += 1 }
        loss += Self.replaceByGradient(row, of: label)
        for column in 0..<columns { row[column] *= scale }
      }
    }
  }

  /// Turns the scores of one image into the gradient of its loss, q − y.
  /// - Returns: The loss, in nats.
  static func replaceByGradient(
    _ row: UnsafeMutableBufferPointer<Float>, of label: Int
  ) -> Double {
    let score = row[label]
    let (largest, logOfSum) = softmaxInPlace(row)
    var others: Float = 0
    for column in row.indices where column != label { others += row[column] }
    row[label] = -others
    // Kept apart, as large scores would swallow the small loss of a sure reading.
    return Double(largest - score) + Double(logOfSum)
  }
}
