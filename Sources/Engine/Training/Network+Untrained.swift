extension Network {
  /// An untrained network of an architecture, for the images that it will learn from.
  ///
  /// Weights are random. Gaussian units are centred on images drawn without repeating any (where
  /// there are enough), and have one width at first: half the mean squared distance between centres
  /// takes a unit's value down to 1/e.
  ///
  /// - Precondition: There are images.
  init(
    _ architecture: Architecture, for data: TrainingSet,
    using generator: inout some RandomNumberGenerator
  ) {
    switch architecture {
    case .softmaxRegression:
      self.init(
        inputShape: data.shape, hidden: [], classes: data.classes, using: &generator)
    case .perceptron(let hidden, let activation):
      self.init(
        inputShape: data.shape, hidden: hidden, classes: data.classes, activation: activation,
        using: &generator)
    case .radialBasis(let units):
      let centres = data.randomImages(units, using: &generator)
      self.init(
        inputShape: data.shape, centres: centres, precision: 4 / centres.meanSquaredDistance,
        classes: data.classes, using: &generator)
    }
  }
}

extension TrainingSet {
  /// Some images at random, `[count, pixels]`; each at most once, unless more are asked for than
  /// there are.
  fileprivate func randomImages(
    _ wanted: Int, using generator: inout some RandomNumberGenerator
  ) -> Matrix {
    var order: [Int] = []
    while order.count < wanted { order += (0..<count).shuffled(using: &generator) }
    var images = Matrix(rows: 0, columns: shape.pixels)
    var labels: [Int] = []
    gather(order[..<wanted], into: &images, labels: &labels)
    return images
  }
}

extension Matrix {
  /// The mean of ‖a − b‖² over all pairs of different rows: twice the sum of the columns' variances,
  /// over n − 1; 1 where all rows are the same, or there is one.
  fileprivate var meanSquaredDistance: Float {
    var sum = 0.0
    for column in 0..<columns {
      let values = (0..<rows).map { Double(self[$0, column]) }
      let mean = values.reduce(0, +) / Double(rows)
      sum += values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
    }
    return sum > 0 ? Float(2 * sum / Double(rows - 1)) : 1
  }
}
