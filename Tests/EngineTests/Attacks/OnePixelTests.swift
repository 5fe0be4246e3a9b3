import Testing

@testable import Engine

@Suite("One pixel")
struct OnePixelTests {
  /// Four by four pixels of which one alone matters: above ½ it makes the reading 1.
  private static let place = 6
  private static let network: Network = {
    var weights = Matrix(rows: 2, columns: 16)
    weights[1, place] = 4
    return Network(
      inputShape: ImageShape(height: 4, width: 4),
      layers: [.dense(Dense(weights: weights, biases: [2, 0]))])
  }()
  private let grey = Dataset(
    name: "grey", shape: ImageShape(height: 4, width: 4),
    pixels: Array(repeating: 50, count: 32), labels: [0, 0], classes: 2)

  private func threat(_ pixels: Float) -> ThreatModel {
    ThreatModel(norm: .l0, epsilon: pixels, range: 0...1)
  }

  @Test("it finds the only pixel that matters")
  func onlyPixel() throws {
    let result = try AttackRun(OnePixel(), within: threat(1))(on: Self.network, grey)
    #expect(result.fallen == 2)
    for (index, outcome) in result.outcomes.enumerated() {
      guard case .fallen(let example, let size) = outcome else { continue }
      let changed = (0..<16).filter { example.pixels[$0] != grey.image(index).values[$0] }
      #expect(changed == [Self.place] && size.l0 == 1 && example.pixels[Self.place] > 0.5)
    }
  }

  @Test("no more pixels change than set, nor than the radius", arguments: [(1, 5), (5, 1), (2, 2)])
  func pixelLimit(pixels: Int, radius: Int) throws {
    var attack = OnePixel()
    (attack.pixels, attack.population, attack.generations) = (pixels, 10, 3)
    var largest: Float = 0
    var generator = SeededGenerator(seed: 2)
    let network = Fixtures.trained()
    let data = Fixtures.quarters(20)
    let original = data.images(0..<20)
    _ = try AttackRun(attack, within: threat(Float(radius))).attack(
      network, original, (0..<20).map(data.label), &generator, { false },
      observe: { seen in
        for row in 0..<seen.images.rows {
          let distances = (0..<20).map {
            Norm.l0(zip(seen.images.row(row), original.row($0)).map { $0 - $1 })
          }
          largest = max(largest, distances.min() ?? 0)
        }
      })
    #expect(largest == Float(min(pixels, radius)))
  }

  @Test("queries are the population, once for each generation until it falls")
  func queries() throws {
    var attack = OnePixel()
    (attack.population, attack.generations) = (7, 4)
    // Nothing can fall: the pixel would have to be above 2.
    var network = Self.network
    network.layers[0].modifyParameters { $0.scalars[0] = 8 }
    let result = try AttackRun(attack, within: threat(1))(on: network, grey)
    #expect(result.fallen == 0 && result.queries == [35, 35])
  }
}

@Suite("Differential evolution")
struct DifferentialEvolutionTests {
  @Test("a child is a + F(b − c) of three other members in every number: nothing is crossed over")
  func noCrossover() {
    var generator = SeededGenerator(seed: 3)
    // Members are powers of two, which no two sums of three others confuse.
    let members = Matrix(
      rows: 6, columns: 5, values: (0..<30).map { Float(1 << ($0 / 5)) + 0.001 * Float($0 % 5) })
    let evolution = DifferentialEvolution(
      members, fitness: Array(repeating: 0, count: 6), weight: 0.5)
    for _ in 0..<20 {
      let children = evolution.children(using: &generator)
      for place in 0..<6 {
        let others = (0..<6).filter { $0 != place }
        let parents = others.flatMap { a in
          others.flatMap { b in
            others.compactMap { c in Set([a, b, c]).count == 3 ? (a, b, c) : nil }
          }
        }
        #expect(
          parents.contains { a, b, c in
            (0..<5).allSatisfy {
              abs(children[place, $0] - members[a, $0] - 0.5 * (members[b, $0] - members[c, $0]))
                < 1e-5
            }
          })
      }
    }
  }

  @Test("only fitter children stay")
  func selection() {
    var evolution = DifferentialEvolution(
      Matrix(rows: 4, columns: 1, values: [1, 2, 3, 4]), fitness: [1, 1, 1, 1], weight: 0.5)
    evolution.select(
      Matrix(rows: 4, columns: 1, values: [5, 6, 7, 8]), fitness: [2, 1, 0, 3])
    #expect(evolution.members.values == [5, 2, 3, 8])
    #expect(evolution.fitness == [2, 1, 1, 3])
  }

  @Test("it finds the top of a hill")
  func hill() {
    var generator = SeededGenerator(seed: 4)
    func height(_ members: Matrix) -> [Float] {
      (0..<members.rows).map { row in
        -members.row(row).reduce(0) { $0 + ($1 - 3) * ($1 - 3) }
      }
    }
    let start = Matrix(rows: 40, columns: 2, values: (0..<80).map { _ in generator.uniform(-9, 9) })
    var evolution = DifferentialEvolution(start, fitness: height(start), weight: 0.5)
    for _ in 0..<100 {
      let children = evolution.children(using: &generator)
      evolution.select(children, fitness: height(children))
    }
    #expect((evolution.fitness.max() ?? -1) > -1e-6)
  }
}
