import Engine

/// Says what datasets are there, or fetches MNIST.
struct DataCommand: Command {
  /// What can be done besides saying what is there.
  enum Action: String, CaseIterable {
    case fetch
  }

  var action: Action?
  var data: String?

  static let name = "data"
  static let summary = "Say which data is there and where it was looked for, or fetch MNIST"

  static var arguments: [Argument<Self>] {
    [
      .word(\.action, .choice(), help: "Download MNIST, about 11 MB."),
      .data(\.data),
    ]
  }

  func run() throws {}
}
