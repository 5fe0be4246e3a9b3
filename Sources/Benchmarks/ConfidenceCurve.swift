import Engine

/// The confidence curve of an image at 1,001 values of ε along the ray, against as many whole
/// forward passes.
func measureConfidenceCurve() throws {
  let data = try BuiltInDigits.test(count: 100)
  let network = try Checkpoint.shipped().network
  let exploration = Exploration(network, data, index: 0, clipped: false)
  let fast = shortestTime { _ = ConfidenceCurve(ray: exploration.ray, label: exploration.label) }
  let slow = shortestTime {
    for epsilon in exploration.curve.epsilons {
      _ = network.confidences(Matrix(row: exploration.ray.image(at: epsilon)))
    }
  }
  report(
    "confidence curve at 1,001 values of ε", milliseconds: fast * 1e3,
    "\(times(slow / fast)) as fast as image by image (goal: 2 ms)")
}
