/// What Carlini and Wagner's three attacks have in common: a distance and c·f(x + δ) made small by
/// Adam, in variables that keep the range, with f(x) = max(0, κ − margin).
///
/// f is f₆ of Carlini and Wagner, *Towards Evaluating the Robustness of Neural Networks*, 2017,
/// section V.A. Each image goes its way alone, and leaves when it is done. Where the threat model
/// gives no range, pixels are held to 0…1.
protocol CarliniWagner: Attack {
  /// Where one image stands.
  associatedtype Progress: CarliniWagnerProgress

  /// The most steps before something else is tried.
  var steps: Int { get set }
  /// κ: how far the wanted class has to lead, in score units.
  var confidence: Float { get set }
  /// Adam's learning rate, in units of w.
  var learningRate: Float { get set }
  /// The first c.
  var initialWeight: Float { get set }
  /// Whether something else is tried where a tenth of the steps gains less than 0.01 % of the loss.
  var stopsEarly: Bool { get set }
  /// Up to which margin its gradient is wanted; beyond it f is taken to be 0.
  var gradientEnd: Float { get }

  /// Where an image begins, `[pixels]`.
  func begin(at image: ArraySlice<Float>) -> Progress

  /// Takes a step with one image, or tries something else.
  ///
  /// - Parameters:
  ///   - margin: How far the wanted class leads at the point that the image has reached.
  ///   - original: The image as it is, `[pixels]`.
  func advance(
    _ progress: inout Progress, _ descent: inout TanhSpaceAdam, _ row: Int, _ margin: Float,
    _ original: ArraySlice<Float>)
}

/// What the attacks have to know of an image to go on with it.
protocol CarliniWagnerProgress {
  /// c.
  var weight: Float { get }
  var isDone: Bool { get }
}

extension CarliniWagner {
  public static var source: String { "Carlini and Wagner 2017" }
  public static var access: AttackAccess { .gradients }
  public static var aim: AttackAim { .nearest }

  var gradientEnd: Float { confidence }

  /// The settings that all have, but for the steps.
  static var commonSettings: [AttackSetting<Self>] {
    [
      AttackSetting("confidence", \.confidence, 0...1000, "how far the wanted class has to lead"),
      AttackSetting("learning-rate", \.learningRate, 1e-6...10, "Adam's learning rate"),
      AttackSetting("initial-c", \.initialWeight, 1e-9...1e9, "the first c"),
      AttackSetting("stop-early", \.stopsEarly, "1 goes on where the loss stalls"),
    ]
  }

  /// Whether it is time to see whether the loss stalls.
  func checksStall(at step: Int) -> Bool {
    stopsEarly && step.isMultiple(of: max(1, steps / 10))
  }

  public func run(
    _ search: inout AdversarialSearch, using generator: inout SeededGenerator
  ) throws(AttackCancelled) {
    search.confidence = confidence
    var descent = TanhSpaceAdam(
      search.originals, range: search.threat.range ?? 0...1, rate: learningRate)
    var progress = search.labels.indices.map { begin(at: search.originals.row($0)) }
    while !search.isDone {
      let margins = try search.marginGradient(
        at: descent.images, into: &descent.gradient, upTo: gradientEnd
      ) {
        progress[$0].weight
      }
      for row in progress.indices {
        advance(&progress[row], &descent, row, margins[row], search.originals.row(row))
      }
      if progress.contains(where: \.isDone) {
        let rows = search.keep(progress.indices.filter { !progress[$0].isDone })
        progress = rows.map { progress[$0] }
        descent.keep(rows)
      }
    }
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
  ///   - end: κ.
  ///   - weight: c of each row.
  /// - Returns: The margins, `[rows]`.
  fileprivate mutating func marginGradient(
    at images: Matrix, into gradient: inout Matrix, upTo end: Float, weight: (_ row: Int) -> Float
  ) throws(AttackCancelled) -> [Float] {
    let (labels, targets) = (labels, targets)
    var margins: [Float] = []
    _ = try self.gradient(at: images, into: &gradient) { scores in
      margins = AttackLoss.margin.replaceByGradient(&scores, labels: labels, targets: targets)
      let classes = scores.columns
      for row in margins.indices {
        let factor = margins[row] < end ? -weight(row) : 0
        for index in row * classes..<(row + 1) * classes { scores.values[index] *= factor }
      }
    }
    return margins
  }
}
