import Engine

/// The scan that tests the interval hypothesis, 10,000 images at 1,001 values of ε, along the ray
/// against full forward passes of the same engine, both on all cores and with the gradient.
func measureIntervalHypothesis() throws {
  let data = try benchmarkImages()
  let network = try Checkpoint.shipped().network
  let fast = shortestTime(of: 3) { _ = intervalHypothesis(of: network, on: data) }
  let slow = shortestTime(of: 1) { readAlongRays(network, data) }
  report(
    "the interval hypothesis for \(data.count) images of \(data.name) at 1,001 values of ε",
    milliseconds: fast * 1e3,
    "\(times(slow / fast)) as fast as with full forward passes (goal: 3 times)")
}

/// Reads the perturbations of all images that are read right at each ε, through all layers.
private func readAlongRays(_ network: Network, _ data: Dataset) {
  forEachShard(of: data.count, size: evaluationShardSize) { _, range in
    let images = data.images(range)
    let labels = range.map(data.label)
    let readings = network.predictions(images)
    let right = labels.indices.filter { readings[$0] == labels[$0] }
    let rest = Matrix(
      rows: right.count, columns: images.columns, values: right.flatMap(images.row))
    let direction = FastGradientSign.direction(
      network.lossGradient(rest, labels: right.map { labels[$0] }))
    var moved = rest
    for count in 1...1000 {
      let epsilon = Float(count) * 0.001
      moved.values.withUnsafeMutableBufferPointer { moved in
        for index in moved.indices {
          moved[index] = rest.values[index] + epsilon * direction.values[index]
        }
      }
      precondition(network.predictions(moved).count == right.count)
    }
  }
}
