import Foundation

/// The first attack: box-constrained L-BFGS on c·‖r‖₂² + loss(x + r), with a line search for c.
///
/// The loss is the cross-entropy of the target, −log p_t; without a target, which the paper always
/// has, it is that of any other reading, −log (1 − p_y): near a sure reading it is led by the nearest
/// other class, near an unsure one by all of them. The greatest c, and so the smallest r, whose
/// minimiser is read as wanted is sought: by factors of ten until one c fails and one succeeds, then
/// halfway between them on a logarithmic scale. Source: Szegedy et al., *Intriguing properties of
/// neural networks*, 2014, section 4.1; seed 004, section 4. The norm is squared, as in Carlini and
/// Wagner 2017, section III.A: ‖r‖₂ has no gradient at the image itself, where the search starts.
///
/// The box is kept by projection (`ProjectedLBFGS`) and not by a change of variables: most pixels of
/// a digit stand at an end of the range, where tanh is flat and a method that measures curvature
/// sees nothing. Where the threat model gives no range, it is 0…1.
public struct BoxConstrainedLBFGS: Attack {
  /// How many values of c are tried.
  public var rounds = 12
  /// The most values and gradients asked for with each of them.
  public var steps = 100
  /// The first c.
  public var initialWeight: Float = 1

  public init() {}

  public static let name = "lbfgs"
  public static let summary = "Box-constrained L-BFGS on the distance and the cross-entropy"
  public static let source = "Szegedy et al. 2014"
  public static let access = AttackAccess.gradients
  public static let norms = [Norm.l2]
  public static let aim = AttackAim.nearest
  public static var settings: [AttackSetting<Self>] {
    [
      AttackSetting("rounds", \.rounds, 1...100, "values of c that are tried"),
      AttackSetting("steps", \.steps, 1...100_000, "most steps for each"),
      AttackSetting("initial-c", \.initialWeight, 1e-9...1e9, "the first c"),
    ]
  }

  /// Where one image stands in the search for c.
  private struct Progress {
    var descent: ProjectedLBFGS
    var weight: Float
    /// The greatest c that succeeded, and the smallest that failed.
    var succeeds: Float?
    var fails: Float?
    var step = 0
    var round = 0
    /// How the descent's point is read.
    var reading: Int?

    mutating func nextRound(hasSucceeded: Bool) {
      if hasSucceeded { succeeds = weight } else { fails = weight }
      weight =
        switch (succeeds, fails) {
        case (let low?, let high?): (low * high).squareRoot()
        case (_, nil): weight * 10
        case (nil, _): weight / 10
        }
      (round, step) = (round + 1, 0)
    }
  }

  public func run(
    _ search: inout AdversarialSearch, using generator: inout SeededGenerator
  ) throws(AttackCancelled) {
    let range = search.threat.range ?? 0...1
    func start(_ row: Int) -> ProjectedLBFGS {
      var image = Matrix(row: Array(search.originals.row(row)))
      image.clip(to: range)
      return ProjectedLBFGS(from: image.values, in: range)
    }
    var progress = search.labels.indices.map {
      Progress(descent: start($0), weight: initialWeight)
    }
    var images = search.originals
    var gradient = images
    while !search.isDone {
      for row in progress.indices { images.setRow(row, progress[row].descent.proposal) }
      let (losses, readings) = try Self.losses(&search, at: images, into: &gradient)
      for row in progress.indices {
        let original = search.originals.row(row)
        let weight = progress[row].weight
        let change = zip(images.row(row), original).map { $0 - $1 }
        let square = change.reduce(0) { $0 + $1 * $1 }
        let isPoint = progress[row].descent.learn(
          losses[row] + weight * square,
          zip(gradient.row(row), change).map { $0 + 2 * weight * $1 })
        if isPoint { progress[row].reading = readings[row] }
        progress[row].step += 1
        guard progress[row].descent.hasConverged || progress[row].step == steps else { continue }
        let reading = progress[row].reading
        progress[row].nextRound(
          hasSucceeded: search.targets.map { $0[row] == reading } ?? (reading != search.labels[row])
        )
        progress[row].descent = start(row)
      }
      if progress.contains(where: { $0.round == rounds }) {
        let rows = search.keep(progress.indices.filter { progress[$0].round < rounds })
        progress = rows.map { progress[$0] }
        (images, gradient) = (images.selecting(rows), gradient.selecting(rows))
      }
    }
  }

  /// −log p of what is wanted, which is the target or any reading but the label, with its gradient,
  /// and how each image is read.
  private static func losses(
    _ search: inout AdversarialSearch, at images: Matrix, into gradient: inout Matrix
  ) throws(AttackCancelled) -> (losses: [Float], readings: [Int]) {
    let (labels, targets) = (search.labels, search.targets)
    var losses: [Float] = []
    let scores = try search.gradient(at: images, into: &gradient) { scores in
      if targets != nil {
        losses = AttackLoss.crossEntropy.replaceByGradient(
          &scores, labels: labels, targets: targets
        )
        .map { -$0 }
        for index in scores.values.indices { scores.values[index] *= -1 }
      } else {
        losses = labels.enumerated().map { replaceByGradientOfOthers(&scores, $0, label: $1) }
      }
    }
    return (losses, scores.argmaxOfRows())
  }

  /// −log (1 − p_y) = log Σ e^z − log Σ_{c ≠ y} e^z, whose gradient is p − q, with q the confidences
  /// among the other classes alone.
  private static func replaceByGradientOfOthers(
    _ scores: inout Matrix, _ row: Int, label: Int
  ) -> Float {
    var (all, others) = (Array(scores.row(row)), Array(scores.row(row)))
    others[label] = -.infinity
    let loss = replaceBySoftmax(&all) - replaceBySoftmax(&others)
    for column in all.indices { scores[row, column] = all[column] - others[column] }
    return loss
  }

  /// Replaces scores by confidences, and returns log Σ e^z.
  private static func replaceBySoftmax(_ scores: inout [Float]) -> Float {
    let largest = scores.max() ?? 0
    for index in scores.indices { scores[index] -= largest }
    replaceByExponentials(&scores)
    let sum = scores.reduce(0, +)
    for index in scores.indices { scores[index] /= sum }
    return largest + logf(sum)
  }
}

extension Matrix {
  /// Replaces one row.
  fileprivate mutating func setRow(_ row: Int, _ pixels: [Float]) {
    for (column, pixel) in pixels.enumerated() { self[row, column] = pixel }
  }
}
