/// How many adversarial images a transformation destroys.
///
/// Kurakin, Goodfellow and Bengio 2017, equation 1, with C(x) = 1 where image x is read as its label, and
/// ¬C = 1 − C:
///
///     d = Σ C(x)·¬C(x′)·C(T(x′)) / Σ C(x)·¬C(x′)
///
/// over images x, their adversarial images x′ and a transformation T. `rate` is that. A transformation
/// that ruins images destroys nothing by this count, as what it makes of x′ is not read right; so
/// `rateWhereClean` puts the factor C(T(x)) into both sums, and leaves out the images that the
/// transformation alone makes the model misread.
///
/// One deviation lies in the images: where the paper's iterative attacks take all their steps, a search
/// lets an image leave as soon as it has fallen, and keeps the nearest. So these lie just beyond the
/// boundary, and are destroyed more easily than the paper's.
public struct DestructionRate: Equatable, Sendable {
  public var transformation: PhotoTransformation
  /// Σ C(x)·¬C(x′): adversarial images of images that are read right.
  public var adversarial = 0
  /// Σ C(x)·¬C(x′)·C(T(x′)): of these, those that are read right once transformed.
  public var destroyed = 0
  /// Σ C(x)·¬C(x′)·C(T(x)): those whose clean image is read right when transformed, too.
  public var adversarialWhereClean = 0
  /// Σ C(x)·¬C(x′)·C(T(x))·C(T(x′)).
  public var destroyedWhereClean = 0

  public init(
    transformation: PhotoTransformation, adversarial: Int = 0, destroyed: Int = 0,
    adversarialWhereClean: Int = 0, destroyedWhereClean: Int = 0
  ) {
    self.transformation = transformation
    self.adversarial = adversarial
    self.destroyed = destroyed
    self.adversarialWhereClean = adversarialWhereClean
    self.destroyedWhereClean = destroyedWhereClean
  }

  /// d, 0…1; `nil` where there are no adversarial images.
  public var rate: Double? {
    adversarial == 0 ? nil : Double(destroyed) / Double(adversarial)
  }

  /// d of the images that the transformation alone does no harm to, 0…1; `nil` where there are none.
  public var rateWhereClean: Double? {
    adversarialWhereClean == 0 ? nil : Double(destroyedWhereClean) / Double(adversarialWhereClean)
  }

  /// The rates of transformations, on all cores.
  ///
  /// Images count by their labels in the dataset, whatever the attack aimed at. Noise is drawn alike for
  /// an image and its adversarial image, and depends on the seed alone.
  ///
  /// - Parameters:
  ///   - result: What an attack came to on this model and these images, in their order.
  ///   - measured: Told each rate, in the order of the transformations.
  ///   - isCancelled: Asked before each shard.
  /// - Returns: One for each transformation; `nil` where it was cancelled.
  /// - Precondition: There is an outcome for each image.
  public static func measure(
    _ result: AttackResult, of model: any Classifier, on data: Dataset,
    under transformations: [PhotoTransformation] = PhotoTransformation.all, seed: UInt64 = 1,
    measured: (DestructionRate) -> Void = { _ in },
    isCancelled: @Sendable () -> Bool = { false }
  ) -> [DestructionRate]? {
    precondition(result.outcomes.count == data.count, "an outcome for each image")
    let pairs = AdversarialPairs(result, of: model, on: data)
    var rates: [DestructionRate] = []
    for (index, transformation) in transformations.enumerated() {
      let generator = SeededGenerator(seed: seed).stream(UInt64(index))
      let shards = mapShards(of: pairs.labels.count, size: evaluationShardSize) {
        range -> DestructionRate? in
        if isCancelled() { return nil }
        var rate = DestructionRate(transformation: transformation)
        // The same noise for both.
        let stream = generator.stream(UInt64(range.lowerBound))
        func readings(_ images: Matrix) -> [Int] {
          var stream = stream
          return model.predictions(
            transformation(images.rows(range), data.shape, using: &stream))
        }
        let (clean, adversarial) = (readings(pairs.clean), readings(pairs.adversarial))
        for (row, label) in pairs.labels[range].enumerated() {
          let isDestroyed = adversarial[row] == label ? 1 : 0
          rate.adversarial += 1
          rate.destroyed += isDestroyed
          guard clean[row] == label else { continue }
          rate.adversarialWhereClean += 1
          rate.destroyedWhereClean += isDestroyed
        }
        return rate
      }
      var total = DestructionRate(transformation: transformation)
      for shard in shards {
        guard let shard else { return nil }
        total.add(shard)
      }
      measured(total)
      rates.append(total)
    }
    return rates
  }

  private mutating func add(_ other: DestructionRate) {
    adversarial += other.adversarial
    destroyed += other.destroyed
    adversarialWhereClean += other.adversarialWhereClean
    destroyedWhereClean += other.destroyedWhereClean
  }
}

/// The images that are read right, each with an adversarial image that is not.
private struct AdversarialPairs {
  var clean: Matrix
  var adversarial: Matrix
  var labels: [Int] = []

  init(_ result: AttackResult, of model: any Classifier, on data: Dataset) {
    var (images, examples): ([Float], [Float]) = ([], [])
    for (index, outcome) in result.outcomes.enumerated() {
      guard case .fallen(let example, _) = outcome, example.reading != data.label(index) else {
        continue
      }
      let image = data.image(index)
      guard model.predictions(image)[0] == data.label(index) else { continue }
      images += image.values
      examples += example.pixels
      labels.append(data.label(index))
    }
    clean = Matrix(rows: labels.count, columns: data.shape.pixels, values: images)
    adversarial = Matrix(rows: labels.count, columns: data.shape.pixels, values: examples)
  }
}
