import Engine

/// The shortest of several times of one piece of work, in seconds: what the machine can do when
/// nothing else is in the way.
func shortestTime(of runs: Int = 5, _ body: () -> Void) -> Double {
  let clock = ContinuousClock()
  return (0..<runs).map { _ in clock.measure(body).seconds }.min() ?? 0
}
