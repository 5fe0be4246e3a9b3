import Engine

/// What was found out about the confidences of one image.
struct CurveReport {
  var dataset: String
  /// The model's file, or "shipped".
  var model: String
  var architecture: String
  var clipped: Bool
  var exploration: Exploration
  /// Which wrong digit leads where.
  var intervals: [LeadInterval]

  private var reading: Int { exploration.curve.readings[0] }

  private func confidence(_ digit: Int) -> Double { Double(exploration.confidences[digit]) }

  var text: String {
    let rows = intervals.map {
      [
        fixed($0.start), fixed($0.end), "\($0.otherClass)", percent(Double($0.highestConfidence)),
        fixed($0.highestAt),
      ]
    }
    return """
      data     \(dataset), image \(exploration.index + 1)
      model    \(model): \(architecture)
      ray      x + epsilon sign grad J, \(clipped ? "clipped to 0...1" : "not clipped")
      label    \(exploration.label), confidence \(percent(confidence(exploration.label)))
      read as  \(reading), confidence \(percent(confidence(reading)))
      eps_min  \(smallest)

      The wrong digit with the most confidence:

      """ + aligned([["from", "to", "digit", "highest", "at"]] + rows) + "\n"
  }

  private var smallest: String {
    switch exploration.minimalEpsilon {
    case nil: "none up to 1"
    case 0: "0: misread as it is"
    case let epsilon?: "\(Double(epsilon).fixed(5)), where it is read as \(readingThere ?? reading)"
    }
  }

  /// What the image is read as at its smallest misread ε.
  private var readingThere: Int? {
    exploration.minimalEpsilon.map { exploration.ray.logits(at: [$0]).argmaxOfRows()[0] }
  }

  private func fixed(_ epsilon: Float) -> String { Double(epsilon).fixed(6) }

  /// The report as JSON.
  var record: Record {
    Record(
      dataset: dataset, model: model, architecture: architecture, clipped: clipped,
      image: exploration.index + 1, label: exploration.label,
      labelConfidence: exploration.confidences[exploration.label], reading: reading,
      minimalEpsilon: exploration.minimalEpsilon, readingAtMinimalEpsilon: readingThere,
      intervals: intervals.map {
        Record.Interval(
          from: $0.start, to: $0.end, digit: $0.otherClass,
          highestConfidence: $0.highestConfidence, highestAt: $0.highestAt)
      })
  }

  struct Record: Encodable {
    struct Interval: Encodable {
      var from, to: Float
      var digit: Int
      var highestConfidence, highestAt: Float
    }

    var dataset: String
    var model: String
    var architecture: String
    var clipped: Bool
    /// From 1.
    var image: Int
    var label: Int
    var labelConfidence: Float
    var reading: Int
    /// 0 where the image is misread as it is; left out where there is none up to 1.
    var minimalEpsilon: Float?
    var readingAtMinimalEpsilon: Int?
    var intervals: [Interval]
  }
}
