extension Activation {
  /// Those that may follow a hidden dense layer, the study's first.
  public static let hidden = [Activation.study, .relu]

  /// What it is called in files and on the command line: "relu" "squareplus" or "exponential".
  public var name: String {
    switch self {
    case .relu: "relu"
    case .squareplus: "squareplus"
    case .exponential: "exponential"
    }
  }

  /// The activation of a name; squareplus with the a of `study`.
  public init?(name: String) {
    switch name {
    case "relu": self = .relu
    case "squareplus": self = .study
    case "exponential": self = .exponential
    default: return nil
    }
  }
}
