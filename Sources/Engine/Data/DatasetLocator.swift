/// Finds the directory of a dataset.
public struct DatasetLocator: Hashable, Sendable {
  /// The directory after `--data`, where that was given.
  public var option: String?
  /// The variables of the environment.
  public var environment: [String: String]

  /// Takes what the search depends on; pass `ProcessInfo.processInfo.environment` at the edge.
  public init(option: String? = nil, environment: [String: String]) {
    self.option = option
    self.environment = environment
  }

  /// The directory of the user's own copy, where a download goes; `nil` where no home is known.
  ///
  /// Source: the XDG Base Directory Specification, by which a relative `XDG_DATA_HOME` is ignored.
  public var userDirectory: String? {
    if let base = variable("XDG_DATA_HOME"), base.hasPrefix("/") { return base + "/potemkin/mnist" }
    return variable("HOME").map { $0 + "/.local/share/potemkin/mnist" }
  }

  /// Looks at every place.
  public func search() -> DataSearch {
    DataSearch(
      places: DataSource.allCases.map { source in
        let path = path(source)
        return DataSearch.Place(source: source, path: path, status: Self.status(path))
      })
  }

  private func path(_ source: DataSource) -> String? {
    switch source {
    case .option: option
    case .environment: variable("POTEMKIN_DATA")
    case .userDirectory: userDirectory
    }
  }

  /// A variable of the environment; an empty one counts as not set.
  private func variable(_ name: String) -> String? {
    environment[name].flatMap { $0.isEmpty ? nil : $0 }
  }

  private static func status(_ path: String?) -> DataSearch.Status {
    guard let path else { return .notSet }
    return DatasetDirectory(path: path).fault.map { .unusable($0) } ?? .found
  }
}
