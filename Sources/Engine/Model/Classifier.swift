/// Something that gives each image a score for each class.
public protocol Classifier: Sendable {
  /// The shape of the images it reads.
  var inputShape: ImageShape { get }
  /// How many classes it tells apart.
  var classes: Int { get }
  /// The scores of a batch before softmax.
  ///
  /// - Parameter images: `[batch, inputShape.pixels]`, pixels in 0…1 (more is allowed).
  /// - Returns: `[batch, classes]`.
  func logits(_ images: Matrix) -> Matrix
}

/// A classifier whose scores have gradients with respect to its input.
public protocol DifferentiableClassifier: Classifier {
  /// The scores of images, and the gradient of a function of each image's scores with respect to its
  /// own pixels.
  ///
  /// - Parameters:
  ///   - images: `[batch, inputShape.pixels]`.
  ///   - gradient: Becomes the gradient, `[batch, inputShape.pixels]`.
  ///   - scoreGradient: Turns the scores, `[batch, classes]`, into the function's gradient with
  ///     respect to them.
  /// - Returns: The scores, `[batch, classes]`.
  func inputGradient(
    _ images: Matrix, into gradient: inout Matrix, _ scoreGradient: (inout Matrix) -> Void
  ) -> Matrix

  /// The scores of images, and the gradients of several functions of them, from one forward pass.
  ///
  /// - Parameters:
  ///   - gradients: Each becomes a gradient, `[batch, inputShape.pixels]`.
  ///   - scoreGradient: Turns the scores into the gradient of the function of a place in `gradients`.
  /// - Returns: The scores, `[batch, classes]`.
  func inputGradients(
    _ images: Matrix, into gradients: inout [Matrix],
    _ scoreGradient: (_ place: Int, _ scores: inout Matrix) -> Void
  ) -> Matrix

  /// The gradient of each image's cross-entropy with respect to its own pixels.
  ///
  /// - Parameters:
  ///   - images: `[batch, inputShape.pixels]`.
  ///   - labels: `[batch]`.
  /// - Returns: ∇ₓJ, `[batch, inputShape.pixels]`, in nats per pixel unit.
  func lossGradient(_ images: Matrix, labels: [Int]) -> Matrix
}

extension DifferentiableClassifier {
  public func inputGradients(
    _ images: Matrix, into gradients: inout [Matrix],
    _ scoreGradient: (_ place: Int, _ scores: inout Matrix) -> Void
  ) -> Matrix {
    guard !gradients.isEmpty else { return logits(images) }
    var scores: Matrix?
    for place in gradients.indices {
      scores = inputGradient(images, into: &gradients[place]) { scoreGradient(place, &$0) }
    }
    return scores ?? logits(images)
  }

  public func lossGradient(_ images: Matrix, labels: [Int]) -> Matrix {
    var gradient = Matrix(rows: images.rows, columns: images.columns)
    _ = inputGradient(images, into: &gradient) { scores in
      var loss = SoftmaxCrossEntropy()
      loss.replaceByGradient(&scores, labels: labels, scale: 1)
    }
    return gradient
  }
}

extension Classifier {
  /// The class each image is read as: the one with the largest score.
  public func predictions(_ images: Matrix) -> [Int] { logits(images).argmaxOfRows() }

  /// The confidences of each image, `[batch, classes]`; every row sums to 1.
  public func confidences(_ images: Matrix) -> Matrix { softmax(logits(images)) }
}
