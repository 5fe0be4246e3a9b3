/// DeepFool: steps to the nearest border of the model made linear where the image stands.
///
/// With w_k = ∇z_k − ∇z_y and f_k = z_k − z_y, an image moves by (|f_k| / ‖w_k‖₂² )·w_k towards the
/// class k with the smallest |f_k| / ‖w_k‖₂ (for L∞ by |f_k| / ‖w_k‖₁ along the signs), until it is
/// misread. Source: Moosavi-Dezfooli, Fawzi and Frossard, *DeepFool: a simple and accurate method to
/// fool deep neural networks*, 2016, algorithm 2 and equations 10–12.
///
/// As in the authors' code and its followers, each step is 10⁻⁴ longer, which gets it over a border
/// that it would only touch. The overshoot is part of each image that is tried, and pixels are held
/// to their range, which the paper leaves open.
public struct DeepFool: Attack {
  /// The most steps it takes.
  public var steps = 50
  /// How much farther than to the border it goes, as a share of the way.
  public var overshoot: Float = 0.02
  /// How many classes are looked at: the label and those that score highest besides.
  public var candidates = 10

  public init() {}

  public static let name = "deepfool"
  public static let summary = "Steps to the nearest border of the model made linear"
  public static let source = "Moosavi-Dezfooli et al. 2016"
  public static let access = AttackAccess.gradients
  public static let norms = [Norm.l2, .linf]
  public static let aim = AttackAim.nearest
  public static let goals = AttackGoals.untargeted
  public static var settings: [AttackSetting<Self>] {
    [
      AttackSetting("steps", \.steps, 1...10_000, "most steps"),
      AttackSetting("overshoot", \.overshoot, 0...1, "how much farther than to the border"),
      AttackSetting("candidates", \.candidates, 2...1000, "classes looked at"),
    ]
  }

  public func run(
    _ search: inout AdversarialSearch, using generator: inout SeededGenerator
  ) throws(AttackCancelled) {
    guard search.classes > 1 else { return }
    var images = search.originals
    var rivals = rivals(try search.scores(at: images), search.labels)
    var moves = Matrix(rows: images.rows, columns: images.columns)
    var gradients = Array(repeating: moves, count: min(candidates, search.classes) - 1)
    for _ in 0..<steps where !search.isDone {
      let labels = search.labels
      let scores = try search.gradients(at: images, into: &gradients) { place, scores in
        scores.values.withUnsafeMutableBufferPointer { $0.update(repeating: 0) }
        for row in labels.indices {
          (scores[row, rivals[row][place]], scores[row, labels[row]]) = (1, -1)
        }
      }
      let readings = scores.argmaxOfRows()
      let rows = labels.indices.filter { readings[$0] == labels[$0] }
      for row in rows {
        let leads = rivals[row].map { scores[row, $0] - scores[row, labels[row]] }
        step(&moves, row, leads, gradients, search.threat.norm)
      }
      if rows.count < labels.count {
        moves = moves.selecting(search.keep(rows))
        rivals = rows.map { rivals[$0] }
      }
      images = search.originals
      images.add(moves, times: 1 + overshoot)
      images.clip(to: search.threat.range)
    }
    if !search.isDone { _ = try search.scores(at: images) }
  }

  /// The classes that score highest besides the label, for each image.
  private func rivals(_ scores: Matrix, _ labels: [Int]) -> [[Int]] {
    labels.enumerated().map { row, label in
      let order = places(of: candidates, largestOf: scores.row(row)).filter { $0 != label }
      return Array(order.prefix(candidates - 1))
    }
  }

  /// Moves one image to its nearest border.
  private func step(
    _ moves: inout Matrix, _ row: Int, _ leads: [Float], _ gradients: [Matrix], _ norm: Norm
  ) {
    // The dual norm tells how much a function can change over a distance.
    let slopes = gradients.map { (norm == .l2 ? Norm.l2 : .l1)($0.row(row)) + 1e-8 }
    let distances = zip(leads, slopes).map { abs($0) / $1 }
    guard let nearest = distances.indices.min(by: { distances[$0] < distances[$1] }) else { return }
    let distance = distances[nearest] + 1e-4
    let start = row * moves.columns
    for (pixel, slope) in gradients[nearest].row(row).enumerated() {
      let direction =
        norm == .l2 ? slope / slopes[nearest] : (slope > 0 ? 1 : 0) - (slope < 0 ? 1 : 0)
      moves.values[start + pixel] += distance * direction
    }
  }
}
