import Engine

/// The smallest ε of 10,000 images to 10⁻⁴ on all cores, without the gradient, against one forward
/// pass of as many images: the same network on the same cores.
func measureMinimalEpsilon() throws {
  let data = try benchmarkImages()
  let network = try Checkpoint.shipped().network
  let rays = perturbationRays(of: network, on: data)
  let search = shortestTime(of: 10) { _ = minimalEpsilons(along: rays, precision: 1e-4) }
  let making = shortestTime(of: 10) { _ = perturbationRays(of: network, on: data) }
  let forward = shortestTime(of: 10) { _ = accuracy(of: network, on: data) }
  report(
    "ε_min of \(data.count) images of \(data.name) to 0.0001", milliseconds: search * 1e3,
    "\(times(search / forward)) one forward pass (goal: 60 ms on two cores); gradient and first "
      + "layer beforehand: \(String(format: "%.1f", making * 1e3)) ms")
}
