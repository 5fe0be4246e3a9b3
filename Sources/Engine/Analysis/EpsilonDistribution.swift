/// How the smallest ε of many images are distributed.
///
/// Source: seed 000, sections 5.2.1 and 5.2.2. As there, an image that is misread as it is counts
/// with ε = 0. Images that no ε up to 1 has misread have no value, and are counted apart.
public struct EpsilonDistribution: Equatable, Sendable {
  /// The values, ascending, in pixel units.
  public let values: [Float]
  /// How many images have none.
  public let without: Int

  public init(_ results: [MinimalEpsilon]) {
    values = results.compactMap(\.value).sorted()
    without = results.count - values.count
  }

  /// How many images there are, with those that have no value.
  public var images: Int { values.count + without }

  /// The mean of the values; `nil` where there are none.
  public var mean: Double? {
    values.isEmpty ? nil : values.reduce(0) { $0 + Double($1) } / Double(values.count)
  }

  /// The standard deviation of the values, over their number; `nil` where there are none.
  public var standardDeviation: Double? {
    guard let mean else { return nil }
    let squares = values.reduce(0) { $0 + (Double($1) - mean) * (Double($1) - mean) }
    return (squares / Double(values.count)).squareRoot()
  }

  /// The value below which a share of the values lies, between neighbours in proportion (the
  /// definition that R and numpy use unless told); `nil` where there are none.
  ///
  /// - Precondition: The share is from 0 to 1.
  public func quantile(_ share: Double) -> Double? {
    precondition((0...1).contains(share), "a share is from 0 to 1")
    guard !values.isEmpty else { return nil }
    let place = share * Double(values.count - 1)
    let lower = Int(place)
    let upper = min(lower + 1, values.count - 1)
    return Double(values[lower])
      + (place - Double(lower)) * (Double(values[upper]) - Double(values[lower]))
  }

  /// How many images fall at ε: those whose smallest ε is at most this one.
  ///
  /// Divided by `images` this is the empirical distribution function.
  public func count(atMost epsilon: Float) -> Int {
    // The first place beyond, by halving.
    var (low, high) = (0, values.count)
    while low < high {
      let middle = (low + high) / 2
      if values[middle] <= epsilon { low = middle + 1 } else { high = middle }
    }
    return low
  }

  /// The share of all images that fall at ε, 0…1; 0 where there are no images.
  public func share(atMost epsilon: Float) -> Double {
    images == 0 ? 0 : Double(count(atMost: epsilon)) / Double(images)
  }

  /// How many values lie in each of so many bins of equal width from 0 to `end`.
  ///
  /// A value on a border counts in the upper bin, the largest in the last; values beyond `end` count
  /// in none.
  /// - Precondition: There is at least one bin, and `end` is above 0.
  public func histogram(bins: Int, to end: Float) -> [Int] {
    precondition(bins > 0 && end > 0, "a histogram has bins and a width")
    var counts = [Int](repeating: 0, count: bins)
    for value in values where value <= end {
      counts[min(bins - 1, Int(value / end * Float(bins)))] += 1
    }
    return counts
  }
}
