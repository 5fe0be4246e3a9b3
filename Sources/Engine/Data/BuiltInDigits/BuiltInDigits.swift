/// Stand-in until the drawn digits land.
public enum BuiltInDigits {
  public static func train(seed: UInt64 = 1, count: Int = 60_000) throws -> Dataset {
    Dataset(
      name: "built-in digits train", shape: .mnist, pixels: Array(repeating: 9, count: count * 784),
      labels: (0..<count).map { UInt8($0 % 10) })
  }
  public static func test(seed: UInt64 = 1, count: Int = 10_000) throws -> Dataset {
    Dataset(
      name: "built-in digits test", shape: .mnist, pixels: Array(repeating: 9, count: count * 784),
      labels: (0..<count).map { UInt8($0 % 10) })
  }
}
