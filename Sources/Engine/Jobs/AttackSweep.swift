/// How much of a dataset's first images attacks leave standing, by ε: a picture for a front end.
public struct AttackSweep: Equatable, Sendable {
  /// What is left at one ε.
  public struct Point: Equatable, Sendable {
    public var epsilon: Float
    /// The images that are read right, and that the attack did not move.
    public var robust: Accuracy

    public init(epsilon: Float, robust: Accuracy) {
      self.epsilon = epsilon
      self.robust = robust
    }
  }

  public internal(set) var phase: BackgroundPhase
  public let choices: [AttackSlot: AttackChoice]
  public let isClipped: Bool
  public let model: ModelNews
  /// Such as "MNIST test".
  public let dataset: String
  public let images: Int
  /// The largest ε that is tried, of each attack.
  public let ends: [AttackSlot: Float]
  /// What has been found, from the smallest ε to the largest.
  public internal(set) var points: [AttackSlot: [Point]] = [:]
  /// How much is done, 0…1.
  public internal(set) var fraction = 0.0

  /// How many values of ε are tried, 0 among them.
  static let values = 11

  /// The order in which they are tried: the ends, then the middles between those there are.
  static let order = [0, 10, 5, 2, 8, 1, 3, 6, 9, 4, 7]

  public init(
    _ choices: [AttackSlot: AttackChoice], isClipped: Bool, _ model: ModelNews, _ data: Dataset,
    phase: BackgroundPhase = .running, points: [AttackSlot: [Point]] = [:], fraction: Double = 0
  ) {
    self.phase = phase
    self.points = points
    self.fraction = fraction
    self.choices = choices
    self.isClipped = isClipped
    self.model = model
    dataset = data.name
    images = data.count
    ends = choices.mapValues { choice in
      let epsilon = choice.epsilon.isFinite ? choice.epsilon : choice.norm.usualEpsilon
      return min(
        2 * epsilon, choice.norm(Array(repeating: 1, count: data.shape.pixels)))
    }
  }

  /// Adds what is left at one ε.
  mutating func add(_ point: Point, _ slot: AttackSlot) {
    var list = points[slot] ?? []
    let place = list.firstIndex { $0.epsilon >= point.epsilon } ?? list.count
    list.insert(point, at: place)
    points[slot] = list
  }
}
