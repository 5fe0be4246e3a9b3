/// Minibatch stochastic gradient descent: W ← W − α·dW, b ← b − α·db.
///
/// Source: seed 000, section 3.
public struct StochasticGradientDescent: Sendable {
  /// The learning rate α.
  public var learningRate: Float

  public init(learningRate: Float) { self.learningRate = learningRate }

  /// Takes one step.
  func update(_ network: inout Network, gradients: [UnitParameters]) {
    var next = 0
    for index in network.layers.indices {
      network.layers[index].modifyParameters { parameters in
        parameters.add(gradients[next], times: -learningRate)
        next += 1
      }
    }
  }
}
