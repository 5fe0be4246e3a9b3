import Engine
import Foundation

/// What an attack makes of one image for every ε.
struct AttackCurveReport {
  var dataset: String
  /// The model's file, or "shipped".
  var model: String
  var architecture: String
  var curve: AttackCurve

  private var asItIs: AttackCurve.Point? { curve.points.first }
  private var fooled: AttackCurve.Point? { curve.points.first(where: \.isAdversarial) }
  private var norm: Norm { curve.choice.norm }

  var text: String {
    let settings = curve.choice.settings.map { ", \($0.name) \(String(format: "%g", $0.value))" }
    let rows = curve.points.map { point in
      let other = point.bestOther(than: curve.label)
      return [
        fixed(point.epsilon), "\(point.reading)",
        percent(Double(point.confidences[curve.label])), "\(other)",
        percent(Double(point.confidences[other])), fixed(point.size),
      ]
    }
    return """
      data     \(dataset), image \(curve.index + 1)
      model    \(model): \(architecture)
      attack   \(curve.choice.name)\(settings.joined())
      allowed  \(norm.rawValue) up to epsilon, \(curve.isClipped ? "clipped to 0...1" : "not clipped")
      label    \(curve.label), confidence \(percent(confidence(curve.label)))
      read as  \(reading), confidence \(percent(confidence(reading)))
      eps_min  \(smallest)

      The strongest image found within each epsilon:


      """
        + aligned([["epsilon", "read as", "label", "digit", "other", "distance"]] + rows) + "\n"
  }

  private var reading: Int { asItIs?.reading ?? curve.label }

  private func confidence(_ digit: Int) -> Double { Double(asItIs?.confidences[digit] ?? 0) }

  private var smallest: String {
    guard let fooled else { return "none seen up to \(fixed(curve.points.last?.epsilon ?? 0))" }
    return fooled.epsilon == 0
      ? "0: misread as it is"
      : "at most \(fixed(fooled.epsilon)), where it is read as \(fooled.reading)"
  }

  private func fixed(_ distance: Float) -> String { Double(distance).fixed(norm == .l0 ? 0 : 5) }

  // MARK: - For programs

  static let csvHeader = "epsilon,label_confidence,other_confidence,other_digit,reading,distance"

  /// A row an ε: the confidences of the label and of the best other digit, that digit, the reading,
  /// and how far the image is from the image as it is.
  var csvRows: [String] {
    record.points.map {
      "\($0.epsilon),\($0.labelConfidence),\($0.otherConfidence),\($0.otherDigit),\($0.reading),"
        + "\($0.distance)"
    }
  }

  var record: Record {
    Record(
      dataset: dataset, model: model, architecture: architecture, attack: curve.choice.name,
      settings: curve.choice.settings.reduce(into: [:]) { $0[$1.name] = $1.value },
      norm: norm.rawValue, clipped: curve.isClipped, image: curve.index + 1, label: curve.label,
      labelConfidence: asItIs?.confidences[curve.label] ?? 0, reading: reading,
      minimalEpsilonAtMost: fooled?.epsilon, readingThere: fooled?.reading,
      points: curve.points.map { point in
        let other = point.bestOther(than: curve.label)
        return Record.Point(
          epsilon: point.epsilon, labelConfidence: point.confidences[curve.label],
          otherConfidence: point.confidences[other], otherDigit: other, reading: point.reading,
          distance: point.size)
      })
  }

  struct Record: Encodable {
    struct Point: Encodable {
      var epsilon, labelConfidence, otherConfidence: Float
      var otherDigit, reading: Int
      var distance: Float
    }

    var dataset: String
    var model: String
    var architecture: String
    var attack: String
    var settings: [String: Double]
    var norm: String
    var clipped: Bool
    /// From 1.
    var image: Int
    var label: Int
    var labelConfidence: Float
    var reading: Int
    /// 0 where the image is misread as it is; left out where the attack succeeded at no ε.
    var minimalEpsilonAtMost: Float?
    var readingThere: Int?
    var points: [Point]
  }
}
