import Engine

/// A defence of the network that is attacked, as flags say it.
struct DefenceOptions: Sendable {
  /// How many shades pixels are rounded to; `nil` where nothing defends the network.
  var shades: Int?
  var gradients: Defence.Gradients?

  func validate() throws(UsageError) {
    if shades == nil, gradients != nil { throw .flagNeeds("--gradients", other: "--quantise") }
  }

  var defence: Defence? {
    shades.map { Defence(shades: $0, gradients: gradients ?? .own) }
  }
}

extension Argument {
  /// The flags of `DefenceOptions`.
  static func defence(_ path: WritableKeyPath<Options, DefenceOptions>) -> [Argument] {
    [
      .value(
        "--quantise", path.appending(path: \.shades), .integer(2...256),
        help: "Defend the network: it sees pixels rounded to N shades."),
      .value(
        "--gradients", path.appending(path: \.gradients), .choice(),
        help:
          "Where the attack takes gradients of a defended network from: its own, which are 0; the "
          + "network's behind it; differences of scores; or nowhere. Unless given: own."),
    ]
  }
}

extension Defence {
  /// "pixels rounded to 4 shades, gradients bpda".
  var words: String { "pixels rounded to \(shades) shades, gradients \(gradients.rawValue)" }
}
