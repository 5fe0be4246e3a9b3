extension Activation {
  /// What it is called in files and on the command line: "relu" or "squareplus".
  public var name: String {
    switch self {
    case .relu: "relu"
    case .squareplus: "squareplus"
    }
  }

  /// The activation of a name; squareplus with the a of `study`.
  public init?(name: String) {
    switch name {
    case "relu": self = .relu
    case "squareplus": self = .study
    default: return nil
    }
  }
}
