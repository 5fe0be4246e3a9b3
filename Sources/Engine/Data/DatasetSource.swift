/// Where a dataset's two splits come from; each is read when it is asked for.
public struct DatasetSource: Sendable {
  /// Whether these are the built-in digits, because no dataset was found.
  public let isBuiltIn: Bool
  /// Reads the training images.
  public let loadTrain: @Sendable () throws -> Dataset
  /// Reads the test images.
  public let loadTest: @Sendable () throws -> Dataset

  /// A source of splits that are read when asked for.
  public init(
    isBuiltIn: Bool = false, loadTrain: @escaping @Sendable () throws -> Dataset,
    loadTest: @escaping @Sendable () throws -> Dataset
  ) {
    self.isBuiltIn = isBuiltIn
    self.loadTrain = loadTrain
    self.loadTest = loadTest
  }

  /// The files of a directory.
  public init(_ directory: DatasetDirectory) {
    self.init(loadTrain: { try directory.loadTrain() }, loadTest: { try directory.loadTest() })
  }

  /// The built-in digits.
  public static let builtIn = DatasetSource(
    isBuiltIn: true, loadTrain: { try BuiltInDigits.train() },
    loadTest: { try BuiltInDigits.test() }
  )

  /// The directory that a search settles on, or else the built-in digits.
  ///
  /// - Throws: `DataError.directory`, where a directory was asked for but is missing or incomplete.
  public init(_ search: DataSearch) throws(DataError) {
    self = try search.directory().map(DatasetSource.init) ?? .builtIn
  }
}
