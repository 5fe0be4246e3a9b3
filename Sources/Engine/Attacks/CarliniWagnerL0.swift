/// Carlini and Wagner's attack in L0: repeats the attack in L2, and each time fixes the pixels that
/// did least.
///
/// Whenever ‖δ‖₂² + c·f(x + δ) is brought to a success with the pixels that are free, those with the
/// smallest |∂f/∂xᵢ·δᵢ| become as they were and stay so: up to 0.3·√n of the n that changed, or to
/// the first for which the product is above 0.01. Where there is no success, c doubles. Each search
/// starts from the last image that succeeded. Source: Carlini and Wagner, *Towards Evaluating the
/// Robustness of Neural Networks*, 2017, section VI.B; where the paper is silent, the authors' code:
/// how many pixels are fixed at a time, f₆ with a lead of 0.01, c from 10⁻³ to 2·10⁶.
///
/// The number of changed pixels is counted from the real original: fixed pixels are that of the
/// original, bit for bit, and so are those that moved by less than 10⁻⁵ of the range, which is what
/// the change of variables alone can do. Unlike in the authors' code, c also doubles where the loss
/// stalls before the steps are used up, once there is a success to start from (black and white pixels
/// take long to get going).
public struct CarliniWagnerL0: CarliniWagner {
  /// The most steps for each set of free pixels and c.
  public var steps = 1000
  /// κ: how far the wanted class has to lead, in score units.
  public var confidence: Float = 0
  /// Adam's learning rate, in units of w.
  public var learningRate: Float = 0.01
  /// The first c.
  public var initialWeight: Float = 0.001
  /// The c at which it gives up.
  public var largestWeight: Float = 2e6
  /// Whether c doubles where a tenth of the steps gains less than 0.01 % of the loss.
  public var stopsEarly = true

  public init() {}

  public static let name = "cw-l0"
  public static let summary = "Repeats the attack in L2, fixing the pixels that do least"
  public static let norms = [Norm.l0]
  public static var settings: [AttackSetting<Self>] {
    [
      AttackSetting("steps", \.steps, 1...100_000, "most steps for each set of pixels and c"),
      AttackSetting("largest-c", \.largestWeight, 1e-9...1e9, "the c at which it gives up"),
    ] + commonSettings
  }

  /// The gradient is wanted after a success too: it tells which pixels did least.
  var gradientEnd: Float { .infinity }

  struct Progress: CarliniWagnerProgress {
    var weight: Float
    /// Which pixels are fixed, `[pixels]`.
    var isFixed: [Bool]
    /// Where its search starts, `[pixels]`.
    var start: ArraySlice<Float>
    var step = 0
    var stall = StallCheck()
    var hasSucceeded = false
    var isDone = false
  }

  func begin(at image: ArraySlice<Float>) -> Progress {
    Progress(
      weight: initialWeight, isFixed: Array(repeating: false, count: image.count), start: image)
  }

  func advance(
    _ progress: inout Progress, _ descent: inout TanhSpaceAdam, _ row: Int, _ margin: Float,
    _ original: ArraySlice<Float>
  ) {
    defer { descent.restore(row, to: original, where: progress.isFixed) }
    let shortfall = confidence + 0.01 - margin
    if shortfall <= 0 {
      progress.start = ArraySlice(Array(descent.images.row(row)))
      progress.hasSucceeded = true
      fixLeast(&progress, descent.gradient.row(row), original)
      progress.isDone = !progress.isFixed.contains(false)
    } else if progress.step == steps || hasStalled(&progress, descent, row, shortfall) {
      progress.weight *= 2
      progress.isDone = progress.weight >= largestWeight
    } else {
      progress.step += 1
      return descent.step(row, SquaredDistance())
    }
    (progress.step, progress.stall) = (0, StallCheck())
    descent.restart(row, at: progress.start)
  }

  private func hasStalled(
    _ progress: inout Progress, _ descent: borrowing TanhSpaceAdam, _ row: Int,
    _ shortfall: Float
  ) -> Bool {
    guard checksStall(at: progress.step), progress.hasSucceeded else { return false }
    return progress.stall.hasStalled(
      at: descent.squaredDistance(row) + progress.weight * shortfall)
  }

  /// Fixes the pixels that did least for a success, at least one.
  private func fixLeast(
    _ progress: inout Progress, _ gradient: ArraySlice<Float>, _ original: ArraySlice<Float>
  ) {
    let changes = zip(progress.start, original).map { abs($0 - $1) }
    let effects = zip(changes, gradient).map { $0 * abs($1) / progress.weight }
    let changed = changes.count { $0 >= 1e-4 }
    let most = 0.3 * Float(changed).squareRoot()
    let free = effects.indices.filter { !progress.isFixed[$0] }
    let order = free.sorted { effects[$0] == effects[$1] ? $0 < $1 : effects[$0] < effects[$1] }
    for (count, pixel) in order.enumerated() {
      progress.isFixed[pixel] = true
      if effects[pixel] > 0.01 || Float(count + 1) >= most { break }
    }
  }
}
