/// Where a dataset's two splits come from; each is read when it is asked for.
public struct DatasetSource: Sendable {
  /// What it is called, such as "MNIST" or "built-in digits".
  public var name: String
  /// Reads the training images.
  public var loadTrain: @Sendable () throws -> Dataset
  /// Reads the test images.
  public var loadTest: @Sendable () throws -> Dataset

  /// A source of splits that are read when asked for.
  public init(
    name: String, loadTrain: @escaping @Sendable () throws -> Dataset,
    loadTest: @escaping @Sendable () throws -> Dataset
  ) {
    self.name = name
    self.loadTrain = loadTrain
    self.loadTest = loadTest
  }
}
