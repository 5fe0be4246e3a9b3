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

/// A classifier whose loss has a gradient with respect to its input.
public protocol DifferentiableClassifier: Classifier {
  /// The gradient of each image's cross-entropy with respect to its own pixels.
  ///
  /// - Parameters:
  ///   - images: `[batch, inputShape.pixels]`.
  ///   - labels: `[batch]`.
  /// - Returns: ∇ₓJ, `[batch, inputShape.pixels]`, in nats per pixel unit.
  func lossGradient(_ images: Matrix, labels: [Int]) -> Matrix
}

extension Classifier {
  /// The class each image is read as: the one with the largest score.
  public func predictions(_ images: Matrix) -> [Int] { logits(images).argmaxOfRows() }

  /// The confidences of each image, `[batch, classes]`; every row sums to 1.
  public func confidences(_ images: Matrix) -> Matrix { softmax(logits(images)) }
}
