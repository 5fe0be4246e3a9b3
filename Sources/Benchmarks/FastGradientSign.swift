import Engine
import Foundation

/// FGSM for 10,000 images on all cores, gradient included, against oneDNN's own rate on the same
/// number of operations, and against one image at a time.
func measureFastGradientSign() throws {
  let data = try BuiltInDigits.test()
  let network = try Checkpoint.shipped().network
  let threat = ThreatModel(epsilon: 0.05)
  let seconds = shortestTime { perturbAll(data, network, threat, shard: evaluationShardSize) }
  let single = shortestTime(of: 2) { perturbAll(data, network, threat, shard: 1) }
  let cores = ProcessInfo.processInfo.activeProcessorCount
  let ideal = Double(data.count * 2 * network.flopsPerImage) / peakFlops(threads: cores)
  report(
    "FGSM for 10,000 images", milliseconds: seconds * 1e3,
    "\(percent(ideal / seconds)) of oneDNN's own rate, \(cores) threads; "
      + "\(times(single / seconds)) as fast as image by image (goal: 30 ms)")
}

private func perturbAll(
  _ data: Dataset, _ network: Network, _ threat: ThreatModel, shard: Int
) {
  forEachShard(of: data.count, size: shard) { _, range in
    let images = data.images(range)
    let proposal = FastGradientSign().perturb(
      images, labels: range.map(data.label), of: network, within: threat)
    precondition(threat.project(proposal, around: images).rows == range.count)
  }
}
