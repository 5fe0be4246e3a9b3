/// A value that is found when it is first needed, and then kept.
final class Lazy<Value: Sendable>: Sendable {
  private let value = Guarded<Value?>(nil)
  private let find: @Sendable () throws -> Value

  init(_ find: @escaping @Sendable () throws -> Value) { self.find = find }

  /// The value; whoever asks while it is looked for waits for it.
  func load() throws -> Value {
    try value.withLock { value in
      if let value { return value }
      let found = try find()
      value = found
      return found
    }
  }
}
