/// What may name the directory of a dataset, in the order in which it is asked.
public enum DataSource: CaseIterable, Hashable, Sendable {
  /// `--data DIR` on the command line.
  case option
  /// `POTEMKIN_DATA` in the environment.
  case environment
  /// `${XDG_DATA_HOME:-~/.local/share}/potemkin/mnist`.
  case userDirectory

  /// Whether somebody asked for this place, so that it may not be passed over in silence.
  public var isExplicit: Bool { self != .userDirectory }
}

/// Where a dataset was looked for, and what was found there.
public struct DataSearch: Hashable, Sendable {
  /// What was found at one place.
  public enum Status: Hashable, Sendable {
    /// Nothing names this place.
    case notSet
    /// Something is named, but holds no dataset.
    case unusable(DirectoryFault)
    /// All four files are there.
    case found
  }

  /// One place, and what was found there.
  public struct Place: Hashable, Sendable {
    /// What names the place.
    public let source: DataSource
    /// The directory; `nil` where the place is not set.
    public let path: String?
    /// What was found.
    public let status: Status
  }

  /// One place for each source, in the order in which they are asked.
  public let places: [Place]

  /// The place that decides: the first that is set explicitly, or else the user's directory.
  public var chosen: Place? {
    places.first { $0.source.isExplicit ? $0.status != .notSet : $0.status == .found }
  }

  /// The directory to load from; `nil` where there is none and the built-in digits serve instead.
  ///
  /// - Throws: `DataError.directory`, where a directory was asked for but is missing or incomplete.
  ///   The user's own directory is not asked for: unless it is complete, it counts as absent.
  public func directory() throws(DataError) -> DatasetDirectory? {
    guard let chosen, let path = chosen.path else { return nil }
    if case .unusable(let fault) = chosen.status {
      throw .directory(path: path, source: chosen.source, fault)
    }
    return DatasetDirectory(path: path)
  }
}
