import Foundation

/// One figure over several seeds.
struct Spread {
  /// One value a seed.
  var values: [Double]

  init(_ values: [Double]) { self.values = values }

  /// `nil` where there are none.
  var mean: Double? {
    values.isEmpty ? nil : values.reduce(0, +) / Double(values.count)
  }

  /// The sample standard deviation, over n − 1; `nil` for fewer than two values.
  var deviation: Double? {
    guard let mean, values.count > 1 else { return nil }
    let squares = values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
    return (squares / Double(values.count - 1)).squareRoot()
  }

  /// The mean and the deviation, such as "87.43 ± 0.21 %".
  func text(_ decimals: Int, unit: String = "") -> String {
    guard let mean else { return "–" }
    return mean.fixed(decimals) + (deviation.map { " ± " + $0.fixed(decimals) } ?? "") + unit
  }

  /// How far the mean lies from a figure, with its sign; in Markdown's bold where that is more than
  /// the deviation.
  func difference(to figure: Double, _ decimals: Int) -> String {
    guard let mean else { return "–" }
    let text = String(format: "%+.\(decimals)f", mean - figure)
    return abs(mean - figure) > deviation ?? .infinity ? "**\(text)**" : text
  }
}
