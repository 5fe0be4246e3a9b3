/// Carlini and Wagner's attack in L2: makes ‖δ‖₂² + c·f(x + δ) small, with the best c sought by
/// halving.
///
/// f(x) = max(0, κ − margin), f₆ of Carlini and Wagner, *Towards Evaluating the Robustness of Neural
/// Networks*, 2017, sections V.A and VI.A; the box is kept by `TanhSpaceAdam`. c grows tenfold until
/// the first success, and is then halved towards the smallest that succeeds; with ten rounds or more
/// the last repeats the smallest that did, as in the authors' code. Each round starts from the image
/// itself, with a fresh Adam. Of all iterates the judge keeps the nearest to the real original.
///
/// Where the threat model gives no range, pixels are held to 0…1. Each image goes through its rounds
/// alone, and leaves a round where its own loss stalls; the authors' code asks this of the loss of a
/// batch.
public struct CarliniWagnerL2: Attack {
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
  /// Whether a round ends where a tenth of its steps gains less than 0.01 % of the loss.
  public var stopsEarly = true

  public init() {}

  public static let name = "cw-l2"
  public static let summary =
    "Weighs the distance against the margin, in variables that keep the range"
  public static let source = "Carlini and Wagner 2017"
  public static let access = AttackAccess.gradients
  public static let norms = [Norm.l2]
  public static let aim = AttackAim.nearest
  public static var settings: [AttackSetting<Self>] {
    [
      AttackSetting("rounds", \.rounds, 1...100, "values of c that are tried"),
      AttackSetting("steps", \.steps, 1...100_000, "most steps for each"),
      AttackSetting("confidence", \.confidence, 0...1000, "how far the wanted class has to lead"),
      AttackSetting("learning-rate", \.learningRate, 1e-6...10, "Adam's learning rate"),
      AttackSetting("initial-c", \.initialWeight, 1e-9...1e9, "the first c"),
      AttackSetting("stop-early", \.earlyStop, 0...1, "1 ends a round whose loss stalls"),
    ]
  }

  private var earlyStop: Int {
    get { stopsEarly ? 1 : 0 }
    set { stopsEarly = newValue == 1 }
  }

  /// Where one image stands in the search for c.
  private struct Progress {
    var search: WeightSearch
    var round = 0
    var step = 0
    var hasSucceeded = false
    var stall = StallCheck()
  }

  public func run(
    _ search: inout AdversarialSearch, using generator: inout SeededGenerator
  ) throws(AttackCancelled) {
    search.confidence = confidence
    var descent = TanhSpaceAdam(
      search.originals, range: search.threat.range ?? 0...1, rate: learningRate)
    var progress = Array(
      repeating: Progress(search: WeightSearch(from: initialWeight)), count: search.labels.count)
    while !search.isDone {
      let margins = try search.marginGradient(
        at: descent.images, into: &descent.gradient, confidence: confidence
      ) {
        progress[$0].search.weight
      }
      for row in progress.indices {
        progress[row].hasSucceeded =
          progress[row].hasSucceeded || (margins[row] > 0 && margins[row] >= confidence)
        if isRoundOver(&progress[row], descent, row, margins[row]) {
          nextRound(&progress[row])
          descent.restart(row, at: search.originals.row(row))
        } else {
          descent.step(row, SquaredDistance())
        }
      }
      if progress.contains(where: { $0.round == rounds }) {
        let rows = search.keep(progress.indices.filter { progress[$0].round < rounds })
        progress = rows.map { progress[$0] }
        descent.keep(rows)
      }
    }
  }

  private func isRoundOver(
    _ progress: inout Progress, _ descent: borrowing TanhSpaceAdam, _ row: Int, _ margin: Float
  ) -> Bool {
    defer { progress.step += 1 }
    if progress.step == steps { return true }
    guard stopsEarly, progress.step.isMultiple(of: max(1, steps / 10)) else { return false }
    let loss = descent.squaredDistance(row) + progress.search.weight * max(0, confidence - margin)
    return progress.stall.hasStalled(at: loss)
  }

  private func nextRound(_ progress: inout Progress) {
    progress.search.next(hasSucceeded: progress.hasSucceeded)
    progress.round += 1
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

/// Whether a loss has stopped to fall, asked now and then: by less than 0.01 % since it was last
/// asked.
struct StallCheck {
  private var last = Float.infinity

  mutating func hasStalled(at loss: Float) -> Bool {
    defer { last = loss }
    return !(loss <= 0.9999 * last)
  }
}

extension AdversarialSearch {
  /// The margin of each image, and the gradient of c·max(0, κ − margin).
  ///
  /// - Parameters:
  ///   - gradient: Becomes the gradient, `[rows, pixels]`.
  ///   - weight: c of each row.
  /// - Returns: The margins, `[rows]`.
  mutating func marginGradient(
    at images: Matrix, into gradient: inout Matrix, confidence: Float,
    weight: (_ row: Int) -> Float
  ) throws(AttackCancelled) -> [Float] {
    let (labels, targets) = (labels, targets)
    var margins: [Float] = []
    _ = try self.gradient(at: images, into: &gradient) { scores in
      margins = AttackLoss.margin.replaceByGradient(&scores, labels: labels, targets: targets)
      let classes = scores.columns
      for row in margins.indices {
        let factor = margins[row] < confidence ? -weight(row) : 0
        for index in row * classes..<(row + 1) * classes { scores.values[index] *= factor }
      }
    }
    return margins
  }
}
