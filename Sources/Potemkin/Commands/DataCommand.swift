import Engine

/// Says what data is there, or fetches MNIST.
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
      .word(
        \.action, .choice(),
        help: "Download MNIST, 11.6 MB, into --data or the user data directory."),
      .data(\.data),
    ]
  }

  func run() throws {
    let locator = DatasetLocator(option: data)
    if action == .fetch { try fetch(into: data ?? locator.userDirectory) }
    try report(locator.search())
  }

  /// Prints every place with what is there, and what the other commands use.
  private func report(_ search: DataSearch) throws {
    let width = (search.places.map(\.source.description.count).max() ?? 0) + 2
    for place in search.places {
      let source = place.source.description
      let gap = String(repeating: " ", count: width - source.count)
      let path = place.path.map { "\($0): " } ?? ""
      try StandardOutput.write("\(source)\(gap)\(path)\(place.status)\n")
    }
    guard let directory = try search.directory() else {
      try StandardOutput.write("in use: built-in digits; potemkin data fetch gets MNIST\n")
      return
    }
    let (train, test) = (try directory.loadTrain(), try directory.loadTest())
    try StandardOutput.write(
      "in use: \(train.name), \(train.count) images; \(test.name), \(test.count) images\n")
  }

  private func fetch(into path: String?) throws {
    guard let path else { throw DataCommandError.noHome }
    var line = ProgressLine()
    defer { line.clear() }
    Interruption.watch()
    let deliveries = try DatasetDownload(into: DatasetDirectory(path: path)).run {
      Interruption.isRequested
    } progress: { progress in
      guard line.isDue || progress.received == progress.total else { return }
      line.show(Self.line(progress))
    }
    line.clear()
    for delivery in deliveries {
      try StandardOutput.write(
        "\(delivery.path): \(delivery.address.map { "from \($0)" } ?? "was there")\n")
    }
  }

  private static func line(_ progress: DatasetDownload.Progress) -> String {
    let share = Double(progress.received) / Double(max(1, progress.total))
    return "\(progress.file.archiveName)  \(ProgressLine.bar(share))  "
      + "\(megabytes(progress.received)) of \(megabytes(progress.total)) MB"
  }

  private static func megabytes(_ bytes: Int) -> String { (Double(bytes) / 1e6).fixed(1) }
}

/// Why data can't be fetched, apart from the download itself.
enum DataCommandError: Error, Equatable {
  case noHome
}

extension DataCommandError: CustomStringConvertible {
  var description: String {
    switch self {
    case .noHome:
      "expected a home directory to put MNIST in, found neither HOME nor XDG_DATA_HOME set. "
        + "Name a directory with --data."
    }
  }
}
