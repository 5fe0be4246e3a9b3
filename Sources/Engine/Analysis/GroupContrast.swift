/// How a number of images differs between some of them and the rest.
public struct GroupContrast: Equatable, Sendable {
  /// The mean over the images of the group.
  public var groupMean: Double
  /// The mean over the rest.
  public var restMean: Double
  /// The standard deviation over the rest, over their number.
  public var restDeviation: Double

  /// The difference of the means in standard deviations of the rest (Glass's Δ); infinite, with its
  /// sign, where the rest do not differ among themselves, and 0 where the means are equal.
  public var effect: Double {
    groupMean == restMean ? 0 : (groupMean - restMean) / restDeviation
  }

  /// - Parameters:
  ///   - values: One number an image.
  ///   - isMember: Whether each belongs to the group.
  /// - Returns: `nil` where nobody or everybody does.
  public init?(_ values: [Double], isMember: [Bool]) {
    precondition(values.count == isMember.count, "one number per image")
    let group = zip(values, isMember).filter(\.1).map(\.0)
    let rest = zip(values, isMember).filter { !$0.1 }.map(\.0)
    guard !group.isEmpty, !rest.isEmpty else { return nil }
    let mean = rest.reduce(0, +) / Double(rest.count)
    groupMean = group.reduce(0, +) / Double(group.count)
    restMean = mean
    restDeviation =
      (rest.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(rest.count)).squareRoot()
  }
}
