/// How a network reads each image of a dataset: as what, how surely, and how far from being misread.
public struct DatasetReading: Equatable, Sendable, Codable {
  /// What each image is read as, `[count]`.
  public var readings: [UInt8]
  /// The confidence of each label less the largest of any other class, `[count]`, −1…1; not above 0
  /// where the image is misread.
  public var margins: [Float]
  /// The smallest ε at which each image is misread, `[count]`, in pixel units: 0 where it is misread
  /// as it is, `nil` where there is none up to 1.
  public var minimalEpsilons: [Float?]

  public init(readings: [UInt8], margins: [Float], minimalEpsilons: [Float?]) {
    precondition(readings.count == margins.count && margins.count == minimalEpsilons.count)
    self.readings = readings
    self.margins = margins
    self.minimalEpsilons = minimalEpsilons
  }

  /// Reads every image as it is and along its ray, on all cores; pixels are not held to 0…1.
  ///
  /// - Returns: `nil` where it was cancelled.
  /// - Precondition: There are from 2 to 256 classes.
  public init?(
    of network: Network, on data: Dataset, isCancelled: @escaping @Sendable () -> Bool = { false }
  ) {
    let shards = mapShards(of: data.count, size: evaluationShardSize) { range in
      let logits = network.logits(data.images(range))
      let confidences = softmax(logits)
      let margins = range.enumerated().map { row, image in
        let label = data.label(image)
        let other = ConfidenceCurve.leader(of: logits.row(row), except: label)
        return confidences[row, label] - confidences[row, other]
      }
      return (readings: logits.argmaxOfRows().map(UInt8.init), margins: margins)
    }
    guard let epsilons = Engine.minimalEpsilons(of: network, on: data, isCancelled: isCancelled)
    else { return nil }
    self.init(
      readings: shards.flatMap(\.readings), margins: shards.flatMap(\.margins),
      minimalEpsilons: epsilons.map(\.value))
  }

  /// How the smallest ε are distributed.
  public var distribution: EpsilonDistribution {
    EpsilonDistribution(
      minimalEpsilons.map { $0.map { $0 == 0 ? .misreadAsItIs : .at($0) } ?? .none })
  }
}
