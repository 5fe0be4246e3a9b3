import Foundation

/// One direction of a chart: which values it shows, and which it names.
struct ChartAxis {
  /// A value with its name.
  struct Tick {
    var value: Double
    var name: String
  }

  var start: Double
  var end: Double
  /// Where not all have room, the first ones have.
  var ticks: [Tick] = []
  /// Whether equal steps are equal factors; then both ends are above 0.
  var isLogarithmic = false

  /// Where a value lies, 0 at the start and 1 at the end; `nil` for what can't be shown.
  func position(_ value: Double) -> Double? {
    guard value.isFinite, end != start, !isLogarithmic || value > 0 else { return nil }
    return (scaled(value) - scaled(start)) / (scaled(end) - scaled(start))
  }

  private func scaled(_ value: Double) -> Double { isLogarithmic ? log10(value) : value }

  /// Shares from a lower bound to 1, in per cent.
  static func percent(from bound: Double, ticks: [Double]) -> ChartAxis {
    ChartAxis(
      start: bound, end: 1,
      ticks: ticks.map { Tick(value: $0, name: Numbers.fixed($0 * 100, 0) + " %") })
  }

  /// Values from 0 to `end` with at most about so many names, at round steps.
  static func linear(to end: Double, names: Int, isWhole: Bool = false) -> ChartAxis {
    var axis = ChartAxis(start: 0, end: end)
    guard end > 0, names > 0 else { return axis }
    let step = roundStep(isWhole ? max(1, end / Double(names)) : end / Double(names), isWhole)
    // All names have the digits that the step takes.
    let decimals = Numbers.plain(step).split(separator: ".").dropFirst().first?.count ?? 0
    for index in 0...Int(end / step * 1.000_001) {
      let value = Double(index) * step
      axis.ticks.append(
        Tick(value: value, name: index == 0 ? "0" : Numbers.fixed(value, decimals)))
    }
    return axis
  }

  /// Values around `values`, by factors, from and to 1, 2 or 5 times a power of ten.
  static func logarithmic(around values: some Sequence<Double>) -> ChartAxis {
    let positive = values.filter { $0 > 0 && $0.isFinite }
    let ladder = (-6...6).flatMap { exponent in
      [1.0, 2, 5].map { $0 * power(exponent) }
    }
    let low = positive.min() ?? 0.1
    let high = positive.max() ?? 1
    let start = ladder.last { $0 <= low } ?? ladder[0]
    var end = ladder.first { $0 >= high && $0 > start } ?? ladder[ladder.count - 1]
    if end <= start { end = start * 10 }
    // Powers of ten first: where rows are few, they are the ones that get a name.
    let inside = ladder.filter { $0 >= start && $0 <= end }
    let powers = inside.filter { value in (-6...6).contains { power($0) == value } }
    let ticks = powers + inside.filter { !powers.contains($0) }
    return ChartAxis(
      start: start, end: end,
      ticks: ticks.map { Tick(value: $0, name: Numbers.plain($0)) }, isLogarithmic: true)
  }

  /// The smallest of 1, 2, 2.5 and 5 times a power of ten that is at least `step`.
  private static func roundStep(_ step: Double, _ isWhole: Bool) -> Double {
    for exponent in -6...6 {
      for factor in isWhole ? [1, 2, 5] : [1, 2, 2.5, 5]
      where factor * power(exponent) >= step * 0.999_999 {
        return factor * power(exponent)
      }
    }
    return step
  }

  private static func power(_ exponent: Int) -> Double {
    let value = (0..<abs(exponent)).reduce(1.0) { product, _ in product * 10 }
    return exponent < 0 ? 1 / value : value
  }
}
