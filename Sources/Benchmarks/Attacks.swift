import Engine
import Foundation

/// Attacks on 10,000 images (AutoAttack on 1,000) on all cores, clipped and with ε = 0.1, against
/// oneDNN's own rate on as many operations as were asked for, and PGD against itself where no image
/// leaves.
func measureAttacks() throws {
  let data = try benchmarkImages()
  let network = try Checkpoint.shipped().network
  var descent = ProjectedGradientDescent()
  descent.stepSize = 0.01
  try measure(FastGradientSign(), "FGSM", data, network)
  try measure(descent, "PGD, 40 steps of 0.01,", data, network, staying: Staying(attack: descent))
  try measure(AutoAttack(), "AutoAttack", data.prefix(1000), network)
}

private func measure(
  _ attack: some Attack, _ title: String, _ data: Dataset, _ network: Network,
  staying: Staying? = nil
) throws {
  func run(_ attack: some Attack) throws -> (result: AttackResult, seconds: Double) {
    let threat = ThreatModel(epsilon: 0.1, range: 0...1)
    let run = try AttackRun(attack, within: threat)
    let clock = ContinuousClock()
    var best = (result: try run(on: network, data), seconds: Double.infinity)
    for _ in 0..<3 {
      let start = clock.now
      best.result = try run(on: network, data)
      best.seconds = min(best.seconds, (clock.now - start).seconds)
    }
    return best
  }
  let (result, seconds) = try run(attack)
  let cores = ProcessInfo.processInfo.activeProcessorCount
  let questions = Double(result.queries.reduce(0, +))
  // A pass forward for each question, and for the first reading; most go back as well.
  let flops = (questions * 2 + Double(data.count)) * Double(network.flopsPerImage)
  var comparison =
    "\(percent(result.robustness.fraction, digits: 2)) left; "
    + "\(percent(flops / peakFlops(threads: cores) / seconds)) of oneDNN's own rate, "
    + "\(cores) threads"
  if let staying {
    comparison += "; \(times(try run(staying).seconds / seconds)) as fast as if no image left"
  }
  report(
    "\(title) for \(data.count) images of \(data.name)", milliseconds: seconds * 1e3, comparison)
}

/// An attack that goes on with images that have fallen.
private struct Staying: Attack {
  var attack = ProjectedGradientDescent()

  init() {}
  init(attack: ProjectedGradientDescent) { self.attack = attack }

  static let name = "staying"
  static let summary = "PGD that goes on with images that have fallen"
  static let source = "none"
  static let access = AttackAccess.gradients
  static let norms = [Norm.linf]
  static let aim = AttackAim.nearest

  func run(
    _ search: inout AdversarialSearch, using generator: inout SeededGenerator
  ) throws(AttackCancelled) { try attack.run(&search, using: &generator) }
}
