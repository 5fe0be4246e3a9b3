import Testing

@testable import Engine

@Suite("Minimal ε")
struct MinimalEpsilonTests {
  private let network = Fixtures.trained()
  private let data = Fixtures.quarters(150, seed: 4)

  private func minimal(
    _ method: MinimalEpsilonMethod, precision: Float = 1e-3, clipped: Bool = false
  ) throws -> [MinimalEpsilon] {
    try #require(
      minimalEpsilons(of: network, on: data, by: method, precision: precision, clipped: clipped))
  }

  /// Two classes, two pixels: scores x₀ and x₁, so that ε closes the gap from both sides.
  private let pair = Network(
    inputShape: ImageShape(height: 1, width: 2),
    layers: [
      .dense(Dense(weights: Matrix(rows: 2, columns: 2, values: [1, 0, 0, 1]), biases: [0, 0]))
    ])

  private func pairs(_ pixels: [UInt8], _ labels: [UInt8]) -> Dataset {
    Dataset(
      name: "pairs", shape: ImageShape(height: 1, width: 2), pixels: pixels, labels: labels,
      classes: 2)
  }

  @Test(
    "of a linear model it is half the gap, worked out by hand",
    arguments: MinimalEpsilonMethod.allCases)
  func closedForm(method: MinimalEpsilonMethod) throws {
    // x = (0.8, 0.2) and (0.6, 0.5): η = (−1, +1), so the scores meet at ε = 0.3 and 0.05.
    let data = pairs([204, 51, 153, 128, 51, 204], [0, 0, 0])
    let found = try #require(minimalEpsilons(of: pair, on: data, by: method, precision: 1e-4))
    #expect(abs(try #require(found[0].value) - 0.3) <= 1.1e-4)
    #expect(abs(try #require(found[1].value) - 25 / 510) <= 1.1e-4)
    #expect(found[2] == .misreadAsItIs)
  }

  @Test(
    "an image that nothing up to 1 has misread has none", arguments: MinimalEpsilonMethod.allCases)
  func none(method: MinimalEpsilonMethod) throws {
    var sure = pair.layers
    sure[0].modifyParameters { $0.scalars = [9, 0] }
    let network = Network(inputShape: pair.inputShape, layers: sure)
    let found = try #require(
      minimalEpsilons(of: network, on: pairs([204, 51], [0]), by: method, precision: 0.01))
    #expect(found == [.none])
  }

  @Test(
    "the three ways agree to their precision where the misread ε form an interval",
    arguments: [false, true])
  func agreement(clipped: Bool) throws {
    let exceptions = try #require(
      intervalHypothesis(of: network, on: data, step: 1e-3, clipped: clipped)
    ).exceptions
    let scan = try minimal(.scan, clipped: clipped)
    let bisect = try minimal(.bisect, clipped: clipped)
    let ray = try minimal(.ray, precision: 1e-5, clipped: clipped)
    for index in 0..<data.count {
      // The scan finds the first multiple at or above the threshold.
      if let exact = ray[index].value, let coarse = scan[index].value {
        #expect(coarse >= exact - 1e-5 && coarse - exact <= 1e-3 + 1e-5)
      } else {
        #expect(ray[index] == scan[index])
      }
      guard !exceptions.contains(index) else { continue }
      if let exact = ray[index].value, let halved = bisect[index].value {
        #expect(abs(halved - exact) <= 1e-3 + 1e-5)
      } else {
        #expect(ray[index] == bisect[index])
      }
    }
  }

  @Test(
    "along rays made beforehand it is the same, bit for bit",
    arguments: MinimalEpsilonMethod.allCases)
  func alongRays(method: MinimalEpsilonMethod) throws {
    for clipped in [false, true] {
      let rays = perturbationRays(of: network, on: data, clipped: clipped, in: 10..<150)
      let found = minimalEpsilons(along: rays, by: method, precision: 1e-3)
      #expect(
        try #require(found)
          == minimalEpsilons(
            of: network, on: data, by: method, precision: 1e-3, clipped: clipped, in: 10..<150))
    }
    #expect(minimalEpsilons(along: [], by: method) == [])
  }

  @Test("it is the ε_min of the Explore screen")
  func asExplored() throws {
    let found = try minimal(.ray, precision: 1e-5)
    for index in 0..<40 {
      let explored = Exploration(network, data, index: index, clipped: false).minimalEpsilon
      if let a = found[index].value, let b = explored {
        #expect(abs(a - b) <= 2e-5)
      } else {
        #expect(found[index].value == explored)
      }
    }
  }

  @Test("an image that is read right again further on is an exception to the hypothesis")
  func exception() throws {
    // One pixel behind ReLUs: the score of class 1 rises above class 0's and falls again.
    let hidden = Dense(
      weights: Matrix(rows: 2, columns: 1, values: [1, 1]), biases: [-0.3, -0.6])
    let output = Dense(
      weights: Matrix(rows: 2, columns: 2, values: [0, 0, 1, -4]), biases: [0.1, 0])
    let network = Network(
      inputShape: ImageShape(height: 1, width: 1),
      layers: [.dense(hidden), .activation(.relu), .dense(output)])
    // x = 0.35: right; from x = 0.4 on misread; from x = (2.4 − 0.3 − 0.1) / 3 = 0.667 right again.
    let data = Dataset(
      name: "one", shape: ImageShape(height: 1, width: 1), pixels: [89], labels: [0], classes: 2)
    let tested = try #require(intervalHypothesis(of: network, on: data))
    #expect(tested == IntervalHypothesis(tested: 1, exceptions: [0]))
    #expect(tested.confirmed == 0)
    // Halving looks at ε = 1 first, where the image is read right, and finds nothing.
    #expect(minimalEpsilons(of: network, on: data, by: .bisect) == [MinimalEpsilon.none])
    let smallest = try #require(minimalEpsilons(of: network, on: data, by: .ray)?[0].value)
    #expect(abs(smallest - (0.4 - 89.0 / 255)) <= 1.1e-4)
  }

  @Test("a cancelled search has no result", arguments: MinimalEpsilonMethod.allCases)
  func cancelled(method: MinimalEpsilonMethod) {
    #expect(minimalEpsilons(of: network, on: data, by: method, isCancelled: { true }) == nil)
  }
}

@Suite("Distribution of ε")
struct EpsilonDistributionTests {
  private let distribution = EpsilonDistribution([
    .at(0.04), .misreadAsItIs, .none, .at(0.01), .at(0.03), .at(0.02),
  ])

  @Test("mean, deviation and quantiles are those worked out by hand")
  func moments() throws {
    #expect(distribution.images == 6 && distribution.without == 1)
    #expect(abs(try #require(distribution.mean) - 0.02) < 1e-7)
    #expect(abs(try #require(distribution.standardDeviation) - 0.0002.squareRoot()) < 1e-7)
    #expect(abs(try #require(distribution.quantile(0.5)) - 0.02) < 1e-7)
    #expect(abs(try #require(distribution.quantile(0.625)) - 0.025) < 1e-7)
    #expect(distribution.quantile(0) == 0)
    #expect(abs(try #require(distribution.quantile(1)) - 0.04) < 1e-7)
  }

  @Test("how many images fall at ε counts those at or below it, of all")
  func counts() {
    #expect(distribution.count(atMost: 0) == 1)
    #expect(distribution.count(atMost: 0.02) == 3)
    #expect(distribution.count(atMost: 0.0199) == 2)
    #expect(distribution.share(atMost: 1) == 5.0 / 6)
  }

  @Test("every value up to the end is in one bin")
  func histogram() {
    #expect(distribution.histogram(bins: 4, to: 0.04) == [1, 1, 1, 2])
    #expect(distribution.histogram(bins: 2, to: 0.02) == [1, 2])
  }

  @Test("of nothing there is nothing to say")
  func empty() {
    let empty = EpsilonDistribution([.none])
    #expect(empty.mean == nil && empty.quantile(0.5) == nil && empty.share(atMost: 1) == 0)
  }
}

@Suite("Truncated normal")
struct TruncatedNormalTests {
  @Test("the density is the derivative of the distribution function, and integrates to 1")
  func consistency() {
    for shape in [TruncatedNormal.study, TruncatedNormal(a: 2, b: 3, mu: -5, sigma: 1)] {
      let steps = 2000
      let width = (shape.b - shape.a) / Double(steps)
      var integral = 0.0
      for step in 0..<steps {
        let middle = shape.a + (Double(step) + 0.5) * width
        integral += shape.density(middle) * width
        let rise = shape.cumulative(middle + width / 2) - shape.cumulative(middle - width / 2)
        #expect(abs(rise / width - shape.density(middle)) < 1e-4 * (1 + shape.density(middle)))
      }
      #expect(abs(integral - 1) < 1e-5)
    }
    #expect(TruncatedNormal.study.density(-0.001) == 0)
    #expect(TruncatedNormal.study.cumulative(0.2) == 1)
  }

  @Test("fitting finds the parameters that values were drawn with")
  func fit() throws {
    var generator = SeededGenerator(seed: 3)
    var values: [Double] = []
    while values.count < 20_000 {
      let value = 0.042 + 0.03 * Double(generator.normal())
      if (0...0.166).contains(value) { values.append(value) }
    }
    let fit = try #require(TruncatedNormal.fit(to: values, a: 0, b: 0.166))
    #expect(abs(fit.mu - 0.042) < 0.001)
    #expect(abs(fit.sigma - 0.03) < 0.001)
    let free = try #require(TruncatedNormal.fit(to: values))
    #expect(free.a == values.min() && free.b == values.max())
    #expect(free.kolmogorovSmirnov(of: values) < 0.015)
  }

  @Test("no other μ and σ make the values likelier")
  func likeliest() throws {
    let values = [0.01, 0.02, 0.025, 0.04, 0.07, 0.1]
    let fit = try #require(TruncatedNormal.fit(to: values, a: 0, b: 0.15))
    let best = fit.logLikelihood(of: values)
    for factor in [0.9, 0.99, 1.01, 1.1] {
      var other = fit
      other.mu = fit.mu * factor
      #expect(other.logLikelihood(of: values) < best)
      other = fit
      other.sigma = fit.sigma * factor
      #expect(other.logLikelihood(of: values) < best)
    }
  }

  @Test("the distance of Kolmogorov and Smirnov is the largest gap, worked out by hand")
  func distance() {
    let even = TruncatedNormal(a: 0, b: 1, mu: 0.5, sigma: 1000)
    #expect(abs(even.kolmogorovSmirnov(of: [0.5]) - 0.5) < 1e-6)
    #expect(abs(even.kolmogorovSmirnov(of: [0.25, 0.75]) - 0.25) < 1e-6)
    #expect(abs(even.kolmogorovSmirnov(of: [0.2, 0.2, 0.2, 0.2]) - 0.8) < 1e-6)
  }

  @Test("what can't be fitted has no fit")
  func degenerate() {
    #expect(TruncatedNormal.fit(to: []) == nil)
    #expect(TruncatedNormal.fit(to: [0.3, 0.3]) == nil)
    #expect(TruncatedNormal.fit(to: [0.1, 0.3], a: 0.2) == nil)
  }
}
