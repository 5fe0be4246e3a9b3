/// Carlini and Wagner's attack in L2: makes ‖δ‖₂² + c·f(x + δ) small, with the best c sought by
/// halving.
///
/// c grows tenfold until the first success, and is then halved towards the smallest that succeeds;
/// with ten rounds or more the last repeats the smallest that did, as in the authors' code. Each round
/// starts from the image itself, with a fresh Adam. Of all iterates the judge keeps the nearest to
/// the real original. Source: Carlini and Wagner, *Towards Evaluating the Robustness of Neural
/// Networks*, 2017, section VI.A.
///
/// An image leaves a round where its own loss stalls; the authors' code asks this of the loss of a
/// batch.
public struct CarliniWagnerL2: CarliniWagner {
  /// How many values of c are tried.
  public var rounds = 9
  /// The most steps for each of them.
  public var steps = 1000
  /// κ: how far the wanted class has to lead, in score units.
  public var confidence: Float = 0
  /// Adam's learning rate, in units of w.
  public var learningRate: Float = 0.01
  /// The first c.
  public var initialWeight: Float = 0.001
  /// Whether a round ends where a tenth of the steps gains less than 0.01 % of the loss.
  public var stopsEarly = true

  public init() {}

  public static let name = "cw-l2"
  public static let summary =
    "Weighs the distance against the margin, in variables that keep the range"
  public static let norms = [Norm.l2]
  public static var settings: [AttackSetting<Self>] {
    [
      AttackSetting("rounds", \.rounds, 1...100, "values of c that are tried"),
      AttackSetting("steps", \.steps, 1...100_000, "most steps for each"),
    ] + commonSettings
  }

  struct Progress: CarliniWagnerProgress {
    var search: WeightSearch
    var round = 0
    var step = 0
    var hasSucceeded = false
    var stall = StallCheck()
    var isDone = false

    var weight: Float { search.weight }
  }

  func begin(at image: ArraySlice<Float>) -> Progress {
    Progress(search: WeightSearch(from: initialWeight))
  }

  func advance(
    _ progress: inout Progress, _ descent: inout TanhSpaceAdam, _ row: Int, _ margin: Float,
    _ original: ArraySlice<Float>
  ) {
    if margin > 0, margin >= confidence { progress.hasSucceeded = true }
    if isRoundOver(&progress, descent, row, margin) {
      nextRound(&progress)
      descent.restart(row, at: original)
    } else {
      descent.step(row, SquaredDistance())
    }
  }

  private func isRoundOver(
    _ progress: inout Progress, _ descent: borrowing TanhSpaceAdam, _ row: Int, _ margin: Float
  ) -> Bool {
    defer { progress.step += 1 }
    if progress.step == steps { return true }
    guard checksStall(at: progress.step) else { return false }
    let loss = descent.squaredDistance(row) + progress.weight * max(0, confidence - margin)
    return progress.stall.hasStalled(at: loss)
  }

  private func nextRound(_ progress: inout Progress) {
    progress.search.next(hasSucceeded: progress.hasSucceeded)
    progress.round += 1
    progress.isDone = progress.round == rounds
    (progress.step, progress.hasSucceeded, progress.stall) = (0, false, StallCheck())
    if rounds >= 10, progress.round == rounds - 1 { progress.search.repeatSuccess() }
  }
}

/// The search for the smallest weight that succeeds: tenfold until the first success, then halfway
/// between the greatest failure and the smallest success.
struct WeightSearch {
  private(set) var weight: Float
  private var fails: Float = 0
  private var succeeds = Float.infinity

  init(from weight: Float) { self.weight = weight }

  mutating func next(hasSucceeded: Bool) {
    if hasSucceeded { succeeds = min(succeeds, weight) } else { fails = max(fails, weight) }
    weight = succeeds < .infinity ? (fails + succeeds) / 2 : min(weight * 10, 1e10)
  }

  /// Goes back to the smallest weight that succeeded, if one did.
  mutating func repeatSuccess() {
    if succeeds < .infinity { weight = succeeds }
  }
}
