/// How many adversarial images photographs destroy, and what kinds of error they are: a picture for a
/// front end.
public struct PhysicalProgress: Equatable, Sendable {
  /// What is known of one attack.
  public struct Findings: Equatable, Sendable {
    /// What the transformations destroy, in the order of `PhotoTransformation.all`, as far as it is
    /// measured.
    public var rates: [DestructionRate]
    /// What kinds of error the adversarial images are; `nil` until known, and where there are no
    /// training images to tell.
    public var errors: ErrorTally?

    public init(rates: [DestructionRate] = [], errors: ErrorTally? = nil) {
      self.rates = rates
      self.errors = errors
    }

    /// How many images that are read right have fallen to the attack; `nil` until known.
    public var adversarial: Int? { rates.first?.adversarial }
  }

  public internal(set) var phase: BackgroundPhase
  public let choices: [AttackSlot: AttackChoice]
  public let model: ModelNews
  /// Such as "MNIST test".
  public let dataset: String
  public let images: Int
  /// What has been found of each attack, once it has been made.
  public internal(set) var findings: [AttackSlot: Findings] = [:]
  /// How much is done, 0…1.
  public internal(set) var fraction = 0.0

  public init(
    _ choices: [AttackSlot: AttackChoice], _ model: ModelNews, _ data: Dataset,
    phase: BackgroundPhase = .running, findings: [AttackSlot: Findings] = [:], fraction: Double = 0
  ) {
    self.phase = phase
    self.findings = findings
    self.fraction = fraction
    self.choices = choices
    self.model = model
    dataset = data.name
    images = data.count
  }
}
