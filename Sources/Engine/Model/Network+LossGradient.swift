extension Network: DifferentiableClassifier {
  public func lossGradient(_ images: Matrix, labels: [Int]) -> Matrix {
    var gradient = Matrix(rows: images.rows, columns: images.columns)
    var memory = Backpropagation(self)
    _ = memory.runToInput(self, images: images, labels: labels, into: &gradient)
    return gradient
  }
}
