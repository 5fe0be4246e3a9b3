/// How often each image of a dataset is misread, over several networks.
///
/// Source: seed 000, section 7, which wishes for the common features of the images that are misread
/// most.
public struct MisreadingTally: Sendable {
  /// The right class of each image, `[count]`.
  public let labels: [Int]
  /// How many networks have been counted.
  public private(set) var networks = 0
  /// By how many of them each image is misread as it is, `[count]`.
  public private(set) var misread: [Int]

  private let classes: Int
  /// How often each image is read as each class, `[count, classes]`.
  private var readings: [Int]
  private var marginSums: [Double]
  private var epsilonSums: [Double]
  /// How many networks have a smallest ε for each image.
  private var epsilonCounts: [Int]

  /// A tally of no network.
  public init(labels: [Int], classes: Int) {
    self.labels = labels
    self.classes = classes
    misread = labels.map { _ in 0 }
    readings = Array(repeating: 0, count: labels.count * classes)
    marginSums = labels.map { _ in 0 }
    epsilonSums = marginSums
    epsilonCounts = misread
  }

  /// Counts one network.
  /// - Precondition: It read the same images.
  public mutating func add(_ reading: DatasetReading) {
    precondition(reading.readings.count == labels.count, "a reading of the same images")
    networks += 1
    for (image, label) in labels.enumerated() {
      let found = Int(reading.readings[image])
      readings[image * classes + found] += 1
      if found != label { misread[image] += 1 }
      marginSums[image] += Double(reading.margins[image])
      guard let epsilon = reading.minimalEpsilons[image] else { continue }
      epsilonSums[image] += Double(epsilon)
      epsilonCounts[image] += 1
    }
  }

  /// The mean smallest ε of an image, 0 where a network misreads it as it is; `nil` where no network
  /// has one up to 1.
  public func meanEpsilon(of image: Int) -> Double? {
    epsilonCounts[image] == 0 ? nil : epsilonSums[image] / Double(epsilonCounts[image])
  }

  /// The mean of the label's confidence less the largest other, −1…1; 0 without networks.
  public func meanMargin(of image: Int) -> Double { marginSums[image] / Double(max(1, networks)) }

  /// The wrong class that an image is read as most often, and how often; the first of equals, `nil`
  /// where no network misreads it.
  public func commonestMisreading(of image: Int) -> (reading: Int, count: Int)? {
    let counts = (0..<classes).map { reading in
      (reading: reading, count: reading == labels[image] ? 0 : readings[image * classes + reading])
    }
    let most = counts.map(\.count).max() ?? 0
    return most == 0 ? nil : counts.first { $0.count == most }
  }

  /// Whether more than half of the networks misread each image, `[count]`.
  public var isMostlyMisread: [Bool] { misread.map { 2 * $0 > networks } }

  /// The images that any network misreads: those that most misread first, of equals those with the
  /// smaller mean margin.
  public var ranking: [Int] {
    labels.indices.filter { misread[$0] > 0 }.sorted {
      (-misread[$0], meanMargin(of: $0), $0) < (-misread[$1], meanMargin(of: $1), $1)
    }
  }
}
