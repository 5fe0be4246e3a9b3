extension Network: DifferentiableClassifier {
  public func inputGradient(
    _ images: Matrix, into gradient: inout Matrix, _ scoreGradient: (inout Matrix) -> Void
  ) -> Matrix {
    var memory = Backpropagation(self)
    return memory.runToInput(self, images: images, into: &gradient, scoreGradient)
  }

  public func inputGradients(
    _ images: Matrix, into gradients: inout [Matrix],
    _ scoreGradient: (_ place: Int, _ scores: inout Matrix) -> Void
  ) -> Matrix {
    var memory = Backpropagation(self)
    return memory.runToInput(self, images: images, into: &gradients, scoreGradient)
  }
}
