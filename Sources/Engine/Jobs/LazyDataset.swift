/// A dataset that is read when it is first needed, and then kept.
final class LazyDataset: Sendable {
  private let value = Guarded<Dataset?>(nil)
  private let read: @Sendable () throws -> Dataset

  init(_ read: @escaping @Sendable () throws -> Dataset) { self.read = read }

  /// The dataset; whoever asks while it is read waits for it.
  func load() throws -> Dataset {
    try value.withLock { value in
      if let value { return value }
      let dataset = try read()
      value = dataset
      return dataset
    }
  }
}
