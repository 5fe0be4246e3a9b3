/// One image as two networks read it, each along a ray of perturbations.
public struct Comparison: Sendable {
  /// One of the two networks.
  public enum Side: CaseIterable, Sendable { case first, second }

  /// Whose gradient the perturbations follow.
  public enum Attack: Equatable, Sendable {
    /// Each network's own: both attacks are white-box.
    case own
    /// Both that of one network, which shows whether its adversarial examples transfer to the other.
    ///
    /// Source: Szegedy et al., *Intriguing properties of neural networks*, 2014, section 4.2; seed
    /// 002, section 1; seed 004, section 4.3.
    case transferred(from: Side)

    /// Every one, in the order in which a front end offers them.
    public static let all = [Attack.own, .transferred(from: .first), .transferred(from: .second)]
  }

  public let attack: Attack
  public let first: Exploration
  public let second: Exploration

  /// Compares what is known of one network with another.
  ///
  /// - Parameters:
  ///   - own: The first network's exploration along its own gradient.
  ///   - network: The second network.
  ///   - data: The dataset of the exploration.
  /// - Precondition: The second network reads images of the dataset's shape and knows its labels.
  public init(_ own: Exploration, with network: Network, _ data: Dataset, attack: Attack) {
    func explore(_ network: Network, along source: Network) -> Exploration {
      Exploration(
        network, data, index: own.index, clipped: own.ray.range != nil, gradientOf: source)
    }
    let other = own.ray.network
    self.attack = attack
    switch attack {
    case .own: (first, second) = (own, explore(network, along: network))
    case .transferred(.first): (first, second) = (own, explore(network, along: other))
    case .transferred(.second):
      (first, second) = (explore(other, along: network), explore(network, along: network))
    }
  }

  /// What was found out about one of the networks.
  public subscript(side: Side) -> Exploration {
    switch side {
    case .first: first
    case .second: second
    }
  }

  /// Whether every confidence and gradient is a finite number.
  public var isFinite: Bool { first.isFinite && second.isFinite }
}
