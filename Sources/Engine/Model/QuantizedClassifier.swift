/// A defence that holds each pixel to 0…1 and rounds it to a few levels before the model sees it.
///
/// Its gradient is 0 almost everywhere, and said to be so: attacks that follow it get nowhere, though
/// a perturbation of half a level moves a pixel by a whole one. Source: depth reduction, Guo et al.,
/// *Countering Adversarial Images using Input Transformations*, 2018, section 4; broken, as one of
/// the defences that hide gradients, by Athalye, Carlini and Wagner, *Obfuscated Gradients Give a
/// False Sense of Security*, 2018, section 5.3; seed 003, "Empirical defense techniques".
public struct QuantizedClassifier: PreprocessedClassifier {
  public let model: any DifferentiableClassifier
  /// How many values a pixel from 0 to 1 can take, both ends among them.
  public let levels: Int

  /// - Precondition: At least two levels.
  public init(_ model: any DifferentiableClassifier, levels: Int) {
    precondition(levels > 1, "black and white are two levels")
    self.model = model
    self.levels = levels
  }

  public func preprocess(_ images: Matrix) -> Matrix { images.quantised(shades: levels) }

  public func inputGradient(
    _ images: Matrix, into gradient: inout Matrix, _ scoreGradient: (inout Matrix) -> Void
  ) -> Matrix {
    let scores = logits(images)
    // What is done with the scores is still asked: it tells the caller the loss.
    var unused = scores
    scoreGradient(&unused)
    gradient = Matrix(rows: images.rows, columns: images.columns)
    return scores
  }
}
