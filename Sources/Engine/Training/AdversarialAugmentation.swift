/// A dataset together with those of its ε-perturbations that a network misreads, on all cores.
///
/// Every perturbation x + ε·sign ∇ₓJ that is misread is added under the label of x, whether x itself
/// is read right or not, in the order of the dataset. Source: seed 000, section 5.3.
///
/// - Parameters:
///   - data: What is perturbed, and kept.
///   - network: Whose gradient is followed, and who has to misread.
///   - threat: How far a pixel moves, in pixel units, and whether it keeps its range; the study does
///     not hold pixels to 0…1.
///   - isCancelled: Asked before each shard; where it says yes, the rest is left out.
/// - Returns: `nil` where it was cancelled.
public func adversarialAugmentation(
  of data: Dataset, under network: Network, within threat: ThreatModel,
  isCancelled: @Sendable () -> Bool = { false }
) -> TrainingSet? {
  let shards = mapShards(of: data.count, size: evaluationShardSize) { range in
    isCancelled() ? nil : misreadPerturbations(data, range, network, threat)
  }
  var values: [Float] = []
  var labels: [Int] = []
  for shard in shards {
    guard let shard else { return nil }
    values += shard.values
    labels += shard.labels
  }
  return TrainingSet(
    data, added: Matrix(rows: labels.count, columns: data.shape.pixels, values: values),
    labels: labels,
    name: "\(data.name) and \(labels.count) adversarial examples at ε \(threat.epsilon)")
}

private func misreadPerturbations(
  _ data: Dataset, _ range: Range<Int>, _ network: Network, _ threat: ThreatModel
) -> (values: [Float], labels: [Int]) {
  let (images, labels) = (data.images(range), range.map(data.label))
  let adversarial = threat.project(
    FastGradientSign().perturb(images, labels: labels, of: network, within: threat),
    around: images)
  var result: (values: [Float], labels: [Int]) = ([], [])
  for (row, (reading, label)) in zip(network.predictions(adversarial), labels).enumerated()
  where reading != label {
    result.values += adversarial.row(row)
    result.labels.append(label)
  }
  return result
}
