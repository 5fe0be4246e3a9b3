import Engine

/// How the confidences of one test image change with ε, in one seed's network after one epoch.
struct ImageCurve {
  var seed: UInt64
  /// Counted from 1.
  var image: Int
  var label: Int
  /// 0 where the image is misread as it is, `nil` where nothing up to 1 has it misread.
  var minimalEpsilon: Float?
  var curve: ConfidenceCurve
  /// Which wrong digit leads where.
  var intervals: [LeadInterval]

  /// - Parameter image: Counted from 1, and there.
  init(_ network: Network, _ test: Dataset, image: Int, seed: UInt64) {
    let exploration = Exploration(network, test, index: image - 1, clipped: false)
    self.seed = seed
    self.image = image
    label = exploration.label
    minimalEpsilon = exploration.minimalEpsilon
    curve = exploration.curve
    intervals = curve.leadIntervals(along: exploration.ray)
  }

  /// Where the leading wrong digit changes.
  var changes: [Double] { intervals.dropFirst().map { Double($0.start) } }

  /// The leading wrong digits and where each ends, such as "9 to 0.1353, 8 to 0.1497, then 3".
  var leads: String {
    (intervals.dropLast().map { "\($0.otherClass) to \(Double($0.end).fixed(4))" }
      + intervals.suffix(1).map {
        (intervals.count > 1 ? "then " : "always ") + "\($0.otherClass)"
      })
      .joined(separator: ", ")
  }
}
