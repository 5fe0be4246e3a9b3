import Foundation

/// A normal distribution cut off at both ends.
///
/// Source: seed 000, section 5.2.2.
public struct TruncatedNormal: Equatable, Sendable {
  /// The lower end.
  public var a: Double
  /// The upper end.
  public var b: Double
  /// The mean of the normal distribution before it is cut.
  public var mu: Double
  /// Its standard deviation, above 0.
  public var sigma: Double

  /// - Precondition: `a < b` and `sigma > 0`.
  public init(a: Double, b: Double, mu: Double, sigma: Double) {
    precondition(a < b && sigma > 0, "expected a < b and σ > 0")
    self.a = a
    self.b = b
    self.mu = mu
    self.sigma = sigma
  }

  /// What the study found by trying: a = 0, b = 0.166, μ = 0.042, σ = 0.03.
  public static let study = TruncatedNormal(a: 0, b: 0.166, mu: 0.042, sigma: 0.03)

  /// The density at x; 0 outside a…b.
  public func density(_ x: Double) -> Double {
    (a...b).contains(x) ? exp(logDensity(x)) : 0
  }

  /// The probability of at most x.
  public func cumulative(_ x: Double) -> Double {
    if x <= a { return 0 }
    if x >= b { return 1 }
    return Self.mass(alpha, (x - mu) / sigma) / Self.mass(alpha, beta)
  }

  /// log of the density at an x in a…b.
  func logDensity(_ x: Double) -> Double {
    let z = (x - mu) / sigma
    return -z * z / 2 - log(sigma) - log(2 * Double.pi) / 2 - log(Self.mass(alpha, beta))
  }

  private var alpha: Double { (a - mu) / sigma }
  private var beta: Double { (b - mu) / sigma }

  /// Φ(z₁) − Φ(z₀), from the tail in which both lie, where nothing cancels.
  private static func mass(_ z0: Double, _ z1: Double) -> Double {
    let (low, high) = z0 > 0 ? (-z1, -z0) : (z0, z1)
    return max(
      (erfc(-high / 2.0.squareRoot()) - erfc(-low / 2.0.squareRoot())) / 2, .leastNormalMagnitude)
  }
}

extension TruncatedNormal {
  /// The distribution under which values are likeliest.
  ///
  /// The likelihood grows as the ends close in, so a and b are the smallest and largest value unless
  /// given; μ and σ are found by Nelder and Mead's simplex on the mean log-likelihood, in μ and
  /// log σ.
  ///
  /// - Parameters:
  ///   - values: At least two that differ, inside the ends given.
  ///   - a: The lower end, where it is known.
  ///   - b: The upper end, where it is known.
  /// - Returns: `nil` where there are fewer than two different values.
  public static func fit(
    to values: [Double], a: Double? = nil, b: Double? = nil
  ) -> TruncatedNormal? {
    guard let low = values.min(), let high = values.max() else { return nil }
    let (a, b) = (a ?? low, b ?? high)
    guard low < high, a <= low, high <= b else { return nil }
    let count = Double(values.count)
    let mean = values.reduce(0, +) / count
    let square = values.reduce(0) { $0 + $1 * $1 } / count
    let deviation = max(square - mean * mean, 0).squareRoot()
    // The mean log-likelihood needs the values' first two moments alone.
    func cost(_ point: SIMD2<Double>) -> Double {
      let candidate = TruncatedNormal(a: a, b: b, mu: point.x, sigma: exp(point.y))
      let spread = (square - 2 * point.x * mean + point.x * point.x)
      let value =
        spread / (2 * candidate.sigma * candidate.sigma) + point.y
        + log(mass(candidate.alpha, candidate.beta))
      return value.isFinite ? value : .infinity
    }
    let best = minimum(
      of: cost, from: SIMD2(mean, log(deviation)), size: SIMD2(deviation / 2, 0.5),
      within: abs(mean) + 20 * deviation)
    return TruncatedNormal(a: a, b: b, mu: best.x, sigma: exp(best.y))
  }

  /// The sum of the log densities of values, in nats; −∞ where one lies outside.
  public func logLikelihood(of values: [Double]) -> Double {
    values.reduce(0) { $0 + ((a...b).contains($1) ? logDensity($1) : -.infinity) }
  }

  /// The largest distance between this distribution's function and that of values: Kolmogorov and
  /// Smirnov's D, from 0 for a perfect fit to 1.
  public func kolmogorovSmirnov(of values: [Double]) -> Double {
    let sorted = values.sorted()
    let count = Double(sorted.count)
    var largest = 0.0
    for (index, value) in sorted.enumerated() {
      let expected = cumulative(value)
      let isLastOfEquals = index + 1 == sorted.count || sorted[index + 1] > value
      let isFirstOfEquals = index == 0 || sorted[index - 1] < value
      if isLastOfEquals { largest = max(largest, abs(Double(index + 1) / count - expected)) }
      if isFirstOfEquals { largest = max(largest, abs(expected - Double(index) / count)) }
    }
    return largest
  }
}

/// The point at which a function of two numbers is smallest: the simplex of Nelder and Mead (1965).
///
/// - Parameter bound: How far the first coordinate may go from 0.
private func minimum(
  of f: (SIMD2<Double>) -> Double, from start: SIMD2<Double>, size: SIMD2<Double>,
  within bound: Double
) -> SIMD2<Double> {
  func cost(_ point: SIMD2<Double>) -> Double { abs(point.x) > bound ? .infinity : f(point) }
  var simplex = [start, start + SIMD2(size.x, 0), start + SIMD2(0, size.y)]
    .map { (point: $0, cost: cost($0)) }
  for _ in 0..<500 {
    simplex.sort { $0.cost < $1.cost }
    let worst = simplex[2]
    if abs(worst.cost - simplex[0].cost) < 1e-14 { break }
    let centre = (simplex[0].point + simplex[1].point) / 2
    func along(_ factor: Double) -> (point: SIMD2<Double>, cost: Double) {
      let point = centre + (centre - worst.point) * factor
      return (point, cost(point))
    }
    let reflected = along(1)
    if reflected.cost < simplex[0].cost {
      let expanded = along(2)
      simplex[2] = expanded.cost < reflected.cost ? expanded : reflected
    } else if reflected.cost < simplex[1].cost {
      simplex[2] = reflected
    } else {
      let contracted = reflected.cost < worst.cost ? along(0.5) : along(-0.5)
      if contracted.cost < min(reflected.cost, worst.cost) {
        simplex[2] = contracted
      } else {
        for index in 1...2 {
          let point = (simplex[0].point + simplex[index].point) / 2
          simplex[index] = (point, cost(point))
        }
      }
    }
  }
  return simplex.min { $0.cost < $1.cost }?.point ?? start
}
