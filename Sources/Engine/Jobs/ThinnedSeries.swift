/// Values in the order in which they come, evenly thinned out where there are many: the first and the
/// last one stay.
struct ThinnedSeries<Value: Sendable>: Sendable {
  /// How many values there are at most, but for the last one.
  let most: Int
  /// How many have come.
  private(set) var count = 0
  private(set) var last: Value?
  private var kept: [Value] = []
  /// Of so many values one is kept.
  private var stride = 1

  init(most: Int) { self.most = most }

  /// Those that are kept, and the last one.
  var values: [Value] { kept + (last.map { [$0] } ?? []) }

  mutating func append(_ value: Value) {
    if let last, (count - 1).isMultiple(of: stride) { kept.append(last) }
    (last, count) = (value, count + 1)
    if kept.count >= most {
      kept = kept.enumerated().filter { $0.offset.isMultiple(of: 2) }.map(\.element)
      stride *= 2
    }
  }
}

extension ThinnedSeries: Equatable where Value: Equatable {}
