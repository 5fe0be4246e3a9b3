/// A classifier that changes images before another reads them: most simple defences are.
public protocol PreprocessedClassifier: DifferentiableClassifier {
  /// The classifier that reads what becomes of the images.
  var model: any DifferentiableClassifier { get }

  /// What becomes of images, `[batch, pixels]`.
  func preprocess(_ images: Matrix) -> Matrix
}

extension PreprocessedClassifier {
  public var inputShape: ImageShape { model.inputShape }
  public var classes: Int { model.classes }

  public func logits(_ images: Matrix) -> Matrix { model.logits(preprocess(images)) }
}
