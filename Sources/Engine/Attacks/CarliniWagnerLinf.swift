/// Carlini and Wagner's attack in L∞: makes c·f(x + δ) + Σ max(0, |δᵢ| − τ) small, and τ with it.
///
/// τ starts at 1 and falls by a tenth, from the largest change where that is smaller, whenever the
/// sum falls to 0; c doubles whenever it does not. Each search starts from the last image that
/// succeeded. Source: Carlini and Wagner, *Towards Evaluating the Robustness of Neural Networks*,
/// 2017, section VI.C; where the paper is silent, the authors' code: f₆ of section V.A, a sum below
/// 10⁻⁴·c for 0, c from 10⁻⁵ to 20, τ to 1/256.
///
/// Unlike in the authors' code, c also doubles where the loss stalls before the steps are used up,
/// once there is a success to start from (black and white pixels take long to get going).
public struct CarliniWagnerLinf: CarliniWagner {
  /// The most steps for each τ and c.
  public var steps = 1000
  /// κ: how far the wanted class has to lead, in score units.
  public var confidence: Float = 0
  /// Adam's learning rate, in units of w.
  public var learningRate: Float = 0.005
  /// The first c.
  public var initialWeight: Float = 1e-5
  /// The c at which it gives up.
  public var largestWeight: Float = 20
  /// The share of τ that is kept.
  public var decrease: Float = 0.9
  /// Whether c doubles where a tenth of the steps gains less than 0.01 % of the loss.
  public var stopsEarly = true

  public init() {}

  public static let name = "cw-linf"
  public static let summary = "Weighs pixels beyond a falling threshold against the margin"
  public static let norms = [Norm.linf]
  public static var settings: [AttackSetting<Self>] {
    [
      AttackSetting("steps", \.steps, 1...100_000, "most steps for each threshold and c"),
      AttackSetting("largest-c", \.largestWeight, 1e-9...1e9, "the c at which it gives up"),
      AttackSetting("decrease", \.decrease, 0.01...0.999, "share of the threshold that is kept"),
    ] + commonSettings
  }

  /// The τ below which it is done: a step of a pixel of eight bits.
  private static let smallestThreshold: Float = 1 / 256

  struct Progress: CarliniWagnerProgress {
    var weight: Float
    var threshold: Float = 1
    /// Where its search starts, `[pixels]`.
    var start: ArraySlice<Float>
    var step = 0
    var stall = StallCheck()
    var hasSucceeded = false
    var isDone = false
  }

  func begin(at image: ArraySlice<Float>) -> Progress {
    Progress(weight: initialWeight, start: image)
  }

  func advance(
    _ progress: inout Progress, _ descent: inout TanhSpaceAdam, _ row: Int, _ margin: Float,
    _ original: ArraySlice<Float>
  ) {
    let shortfall = progress.weight * max(0, confidence - margin)
    let loss = shortfall + descent.excess(row, over: progress.threshold)
    if margin > 0, loss < 1e-4 * progress.weight {
      progress.threshold =
        decrease * min(progress.threshold, descent.largestChange(row))
      progress.start = ArraySlice(Array(descent.images.row(row)))
      progress.hasSucceeded = true
      progress.isDone = progress.threshold <= Self.smallestThreshold
    } else if progress.step == steps || hasStalled(&progress, loss) {
      progress.weight *= 2
      progress.isDone = progress.weight >= largestWeight
    } else {
      progress.step += 1
      return descent.step(row, ExcessDistance(threshold: progress.threshold))
    }
    (progress.step, progress.stall) = (0, StallCheck())
    descent.restart(row, at: progress.start)
  }

  private func hasStalled(_ progress: inout Progress, _ loss: Float) -> Bool {
    checksStall(at: progress.step) && progress.hasSucceeded && progress.stall.hasStalled(at: loss)
  }
}
