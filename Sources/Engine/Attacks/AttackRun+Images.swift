// The images that an attack leaves behind, for tables and files.
extension AttackRun {
  /// The images of a dataset as the attack leaves them: where one fell, the adversarial image that
  /// was found; elsewhere, and where it is misread as it is, the last one that the attack tried.
  ///
  /// It makes the attack once more: the same seed tries the same images.
  ///
  /// - Parameters:
  ///   - result: What the attack came to.
  ///   - shard: Receives the images `[range.count, pixels]` of each shard, in order.
  /// - Throws: `AttackError` where the attack can't be made on this model; what `shard` throws.
  public func images(
    of data: Dataset, after result: AttackResult, on model: any Classifier,
    _ shard: (_ range: Range<Int>, _ images: Matrix) throws -> Void
  ) throws {
    try check(model)
    precondition(result.outcomes.count == data.count, "one outcome per image")
    let generator = SeededGenerator(seed: seed)
    let size = Self.shardSize(for: data.count)
    let starts = Array(stride(from: 0, to: data.count, by: size))
    // As many at once as there may be cores, so that they are not all in memory.
    for group in stride(from: 0, to: starts.count, by: 16) {
      let starts = Array(starts[group..<min(group + 16, starts.count)])
      let batches = mapShards(of: starts.count, size: 1) { place in
        let start = starts[place.lowerBound]
        let range = start..<min(start + size, data.count)
        var stream = generator.stream(UInt64(start / size))
        return lastTried(model, data, range, Array(result.outcomes[range]), &stream)
      }
      for (start, batch) in zip(starts, batches) {
        try shard(start..<start + batch.rows, batch)
      }
    }
  }

  /// The images of one shard as the attack leaves them.
  private func lastTried(
    _ model: any Classifier, _ data: Dataset, _ range: Range<Int>,
    _ outcomes: [AttackResult.Outcome], _ generator: inout SeededGenerator
  ) -> Matrix {
    var images = data.images(range)
    let readings = model.predictions(images)
    let labels = labels == .given ? range.map(data.label) : readings
    // In the company that they had, those that are read right try the same images as before.
    let misread = outcomes.indices.filter { outcomes[$0] == .misreadAsItIs }
    let others = outcomes.indices.filter {
      outcomes[$0] != .misreadAsItIs && outcomes[$0] != .leftOut
    }
    for rows in [others, misread] where !rows.isEmpty {
      let targets = rows.map { goal.target(label: labels[$0], classes: model.classes) }
      var last = images.selecting(rows)
      var search = AdversarialSearch(
        model, images: last, labels: rows.map { labels[$0] },
        targets: goal == .untargeted ? nil : targets.map { $0 ?? 0 }, threat: threat,
        aim: type(of: attack).aim, access: type(of: attack).access,
        observe: { observation in
          for (row, place) in observation.places.enumerated() {
            for (column, pixel) in observation.images.row(row).enumerated() {
              last[place, column] = pixel
            }
          }
        })
      // It can't be cancelled: nobody asks for that.
      try? attack.run(&search, using: &generator)
      for (place, row) in rows.enumerated() {
        for column in 0..<images.columns { images[row, column] = last[place, column] }
      }
    }
    for (row, outcome) in outcomes.enumerated() {
      guard case .fallen(let example, _) = outcome else { continue }
      for (column, pixel) in example.pixels.enumerated() { images[row, column] = pixel }
    }
    return images
  }

  /// The adversarial images as bytes, which files hold; those that withstood stay as they are.
  ///
  /// Pixels are rounded to the nearest of 256 steps and held to 0…1, which may undo an attack.
  ///
  /// - Returns: The images with their labels in the data, and how many of those that fell are still
  ///   read as the attacker wants.
  public func rounded(
    _ result: AttackResult, of data: Dataset, on model: any Classifier
  ) -> (images: Dataset, surviving: Int) {
    var images = data
    for (index, outcome) in result.outcomes.enumerated() {
      guard case .fallen(let example, _) = outcome else { continue }
      for (column, pixel) in example.pixels.enumerated() {
        images.pixels[index * data.shape.pixels + column] = UInt8(
          (min(max(pixel, 0), 1) * 255).rounded())
      }
    }
    let rounded = images
    let surviving = mapShards(of: data.count, size: evaluationShardSize) { range in
      let given = range.map(data.label)
      let labels = self.labels == .given ? given : model.predictions(data.images(range))
      let readings = model.predictions(rounded.images(range))
      return zip(range, zip(labels, readings)).count { index, pair in
        guard case .fallen = result.outcomes[index] else { return false }
        let target = goal.target(label: pair.0, classes: model.classes)
        return target.map { pair.1 == $0 } ?? (pair.1 != pair.0)
      }
    }
    return (images, surviving.reduce(0, +))
  }
}
