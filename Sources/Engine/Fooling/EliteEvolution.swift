/// What an evolution of images changes from parent to child.
protocol ImageGenome: Sendable {
  /// A random one, for images of a shape.
  static func random(_ shape: ImageShape, using generator: inout SeededGenerator) -> Self
  /// A child of it.
  func mutated(
    _ settings: FoolingSettings, round: Int, using generator: inout SeededGenerator
  ) -> Self
  /// The image that it stands for, `[shape.pixels]`, in 0…1.
  func pixels(_ shape: ImageShape) -> [Float]
}

/// Evolution that keeps, for every class, the image that the model takes for it most surely.
///
/// Each round, children of random champions, of whatever class, become champions of every class of which
/// the model is surer than it was of the old champion: what is no use to one class is a stepping stone to
/// another.
///
/// Source: Mouret and Clune, *Illuminating Search Spaces by Mapping Elites*, 2015 (MAP-Elites), as used
/// by Nguyen, Yosinski and Clune 2015, section 2.2.
struct EliteEvolution<Genome: ImageGenome>: FoolingSearch {
  /// A champion: its genes, and how sure the model is of it.
  private struct Champion {
    var genome: Genome
    var confidence: Float
  }

  /// One for each class.
  private var champions: [Champion] = []
  private let shape: ImageShape
  private let target: Int
  let queriesPerRound: Int

  init(
    _ model: any Classifier, _ settings: FoolingSettings, using generator: inout SeededGenerator
  ) {
    shape = model.inputShape
    target = settings.target
    queriesPerRound = settings.children
    let first = (0..<settings.children).map { _ in Genome.random(shape, using: &generator) }
    champions = Array(
      repeating: Champion(genome: first[0], confidence: -1), count: model.classes)
    compete(first, model)
  }

  var best: FoolingImage {
    FoolingImage(
      pixels: champions[target].genome.pixels(shape), confidence: champions[target].confidence)
  }

  mutating func advance(
    _ model: any Classifier, _ settings: FoolingSettings, round: Int,
    using generator: inout SeededGenerator
  ) {
    let children = (0..<settings.children).map { _ in
      champions[Int.random(in: champions.indices, using: &generator)].genome
        .mutated(settings, round: round, using: &generator)
    }
    compete(children, model)
  }

  /// Lets genomes take the place of champions of which the model is less sure.
  private mutating func compete(_ genomes: [Genome], _ model: any Classifier) {
    let images = Matrix(
      rows: genomes.count, columns: shape.pixels, values: genomes.flatMap { $0.pixels(shape) })
    let confidences = model.confidences(images)
    for (row, genome) in genomes.enumerated() {
      for label in champions.indices where confidences[row, label] > champions[label].confidence {
        champions[label] = Champion(genome: genome, confidence: confidences[row, label])
      }
    }
  }
}
