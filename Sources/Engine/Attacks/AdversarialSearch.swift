/// The search for adversarial images of some images: the model's only door for attacks, and their
/// judge.
///
/// Every image that an attack asks about is judged: where the attacker may make it, and the model
/// reads it as wanted, it is kept if it is the nearest of its original so far. So every iterate
/// counts, not only the last, and no attack grades itself. What an attack may ask is what it
/// declares in `Attack.access`.
public struct AdversarialSearch {
  public let threat: ThreatModel
  /// The class wanted of each active image; `nil` where anything but the label will do.
  public private(set) var targets: [Int]?
  /// The class to which losses lead, for each active image.
  ///
  /// These are the targets, unless an attack chooses others on its way, which changes nothing about
  /// what counts.
  public internal(set) var pursued: [Int]?
  /// The class that is right for each active image, `[active.count]`.
  public private(set) var labels: [Int]
  /// The active images as they are, `[active.count, pixels]`.
  public private(set) var originals: Matrix
  /// Which images are still attacked, as places in the search; each query is about these, in this
  /// order, unless told.
  public private(set) var active: [Int]
  /// The nearest adversarial image of each image, as far as there is one, `[count]`.
  private(set) var found: [AdversarialExample?]
  /// How many images the model was asked about for each image; a gradient counts as one.
  private(set) var queries: [Int]

  /// Whether an active image has fallen since images last left.
  private var hasFallen = false
  /// By how much the scores of an image have to be ahead before it counts, κ, in score units.
  public var confidence: Float = 0

  let model: any Classifier
  let aim: AttackAim
  /// Whether images stay once they have fallen, so that the attack goes on to its end.
  let keepsFallen: Bool
  var access: AttackAccess
  private let isCancelled: @Sendable () -> Bool
  private let observe: ((AttackObservation) -> Void)?

  /// - Parameters:
  ///   - images: `[count, pixels]`.
  ///   - labels: `[count]`.
  ///   - targets: `[count]`; `nil` where anything but the label will do.
  ///   - keepsFallen: Whether images stay once they have fallen, for those who want the strongest
  ///     image and not the first that will do.
  ///   - observe: Told of every query, for those who want to watch.
  init(
    _ model: any Classifier, images: Matrix, labels: [Int], targets: [Int]? = nil,
    threat: ThreatModel, aim: AttackAim = .ball, access: AttackAccess = .gradients,
    keepsFallen: Bool = false, isCancelled: @escaping @Sendable () -> Bool = { false },
    observe: ((AttackObservation) -> Void)? = nil
  ) {
    precondition(images.rows == labels.count && targets?.count ?? images.rows == images.rows)
    self.model = model
    self.threat = threat
    self.targets = targets
    pursued = targets
    self.labels = labels
    self.aim = aim
    self.access = access
    self.keepsFallen = keepsFallen
    self.isCancelled = isCancelled
    self.observe = observe
    originals = images
    active = Array(labels.indices)
    found = Array(repeating: nil, count: labels.count)
    queries = Array(repeating: 0, count: labels.count)
  }

  /// The number of classes.
  public var classes: Int { model.classes }
  /// The shape of the images.
  public var shape: ImageShape { model.inputShape }
  /// Whether there is nothing left to look for.
  public var isDone: Bool { active.isEmpty }
  /// The nearest adversarial image of an active image, by its row, as far as there is one.
  public func best(_ row: Int) -> AdversarialExample? { found[active[row]] }

  // MARK: - Questions

  /// The loss of each image and its gradient.
  ///
  /// - Parameters:
  ///   - images: `[rows, pixels]`.
  ///   - loss: What is climbed.
  ///   - gradient: Becomes ∇ₓ of the loss, `[rows, pixels]`.
  ///   - rows: Which active image each row is about; each active image once, in order, unless told.
  /// - Returns: The losses, `[rows]`.
  public mutating func lossGradient(
    at images: Matrix, of loss: AttackLoss, into gradient: inout Matrix, rows: [Int]? = nil
  ) throws(AttackCancelled) -> [Float] {
    let (labels, pursued) = (select(labels, rows), pursued.map { select($0, rows) })
    var losses: [Float] = []
    _ = try self.gradient(at: images, into: &gradient, rows: rows) { scores in
      losses = loss.replaceByGradient(&scores, labels: labels, targets: pursued)
    }
    return losses
  }

  /// The scores of each image, and the gradient of a function of them.
  ///
  /// - Parameter scoreGradient: Turns the scores into the function's gradient with respect to them.
  /// - Returns: The scores, `[rows, classes]`.
  public mutating func gradient(
    at images: Matrix, into gradient: inout Matrix, rows: [Int]? = nil,
    _ scoreGradient: (inout Matrix) -> Void
  ) throws(AttackCancelled) -> Matrix {
    guard access == .gradients, let model = model as? any DifferentiableClassifier else {
      preconditionFailure("the attack asks for gradients, which it has not declared")
    }
    try throwIfCancelled()
    let scores = model.inputGradient(images, into: &gradient, scoreGradient)
    judge(images, rows, scores)
    return scores
  }

  /// The scores of each image, and the gradients of several functions of them; each counts as a
  /// query.
  ///
  /// - Parameters:
  ///   - gradients: Each becomes a gradient, `[rows, pixels]`.
  ///   - scoreGradient: Turns the scores into the gradient of the function of a place in `gradients`.
  /// - Returns: The scores, `[rows, classes]`.
  public mutating func gradients(
    at images: Matrix, into gradients: inout [Matrix], rows: [Int]? = nil,
    _ scoreGradient: (_ place: Int, _ scores: inout Matrix) -> Void
  ) throws(AttackCancelled) -> Matrix {
    guard access == .gradients, let model = model as? any DifferentiableClassifier else {
      preconditionFailure("the attack asks for gradients, which it has not declared")
    }
    try throwIfCancelled()
    let scores = model.inputGradients(images, into: &gradients, scoreGradient)
    judge(images, rows, scores, queries: max(1, gradients.count))
    return scores
  }

  /// The scores of each image, `[rows, classes]`.
  public mutating func scores(
    at images: Matrix, rows: [Int]? = nil
  ) throws(AttackCancelled) -> Matrix {
    precondition(access >= .scores, "the attack asks for scores, which it has not declared")
    try throwIfCancelled()
    let scores = model.logits(images)
    judge(images, rows, scores)
    return scores
  }

  /// Whether each image is read as wanted, `[rows]`; whether it lies within the ball is not asked.
  public mutating func isAdversarial(
    _ images: Matrix, rows: [Int]? = nil
  ) throws(AttackCancelled) -> [Bool] {
    try throwIfCancelled()
    let scores = model.logits(images)
    judge(images, rows, scores)
    return isRead(scores, rows: rows)
  }

  /// Whether each row of scores is a reading that counts, `[rows]`.
  public func isRead(_ scores: Matrix, rows: [Int]? = nil) -> [Bool] {
    let (labels, targets) = (select(labels, rows), targets.map { select($0, rows) })
    return zip(0..., scores.argmaxOfRows()).map { row, reading in
      targets.map { reading == $0[row] } ?? (reading != labels[row])
    }
  }

  /// The loss of each row of scores, `[rows]`.
  public func losses(_ scores: Matrix, _ loss: AttackLoss, rows: [Int]? = nil) -> [Float] {
    let (labels, pursued) = (select(labels, rows), pursued.map { select($0, rows) })
    var scores = scores
    return loss.replaceByGradient(&scores, labels: labels, targets: pursued)
  }

  /// Replaces images by those that the attacker may make, near to them.
  public func project(_ images: inout Matrix, rows: [Int]? = nil) {
    threat.project(&images, around: rows.map(originals.selecting) ?? originals)
  }

  // MARK: - Leaving

  /// Whether nothing more is wanted of an active image, by its row: falling is enough, and it has.
  public func mayLeave(_ row: Int) -> Bool {
    aim == .ball && !keepsFallen && found[active[row]] != nil
  }

  /// Lets images that have fallen leave, where falling is enough.
  ///
  /// - Returns: The rows that stay; `nil` where all do. What an attack keeps of each image has to
  ///   follow.
  public mutating func dropFallen() -> [Int]? {
    guard aim == .ball, !keepsFallen, hasFallen else { return nil }
    hasFallen = false
    return keep(active.indices.filter { found[active[$0]] == nil })
  }

  /// Goes on with some of the active images alone, by their rows.
  @discardableResult
  mutating func keep(_ rows: [Int]) -> [Int] {
    active = rows.map { active[$0] }
    labels = rows.map { labels[$0] }
    targets = targets.map { targets in rows.map { targets[$0] } }
    pursued = pursued.map { pursued in rows.map { pursued[$0] } }
    originals.keep(rows)
    return rows
  }

  // MARK: - Judging

  private func select(_ classes: [Int], _ rows: [Int]?) -> [Int] {
    rows.map { rows in rows.map { classes[$0] } } ?? classes
  }

  private func throwIfCancelled() throws(AttackCancelled) {
    if isCancelled() { throw AttackCancelled() }
  }

  private func margin(of scores: ArraySlice<Float>, _ row: Int) -> Float {
    AttackLoss.margin(of: scores, label: labels[row], target: targets?[row])
  }

  private mutating func judge(
    _ images: Matrix, _ rows: [Int]?, _ scores: Matrix, queries count: Int = 1
  ) {
    precondition(rows != nil || images.rows == active.count, "a row for each active image")
    let readings = scores.argmaxOfRows()
    for (place, reading) in readings.enumerated() {
      let row = rows?[place] ?? place
      let index = active[row]
      queries[index] += count
      guard targets.map({ reading == $0[row] }) ?? (reading != labels[row]),
        confidence == 0 || margin(of: scores.row(place), row) >= confidence,
        let size = threat.allowedSize(of: images.row(place), from: originals.row(row)),
        size < found[index]?.size ?? .infinity
      else { continue }
      found[index] = AdversarialExample(
        pixels: Array(images.row(place)), reading: reading, size: size)
      hasFallen = true
    }
    if let observe {
      let places = rows.map { $0.map { active[$0] } } ?? active
      observe(
        AttackObservation(images: images, scores: scores, places: places, found: found))
    }
  }
}

/// An image that the model reads as the attacker wants.
public struct AdversarialExample: Equatable, Sendable {
  /// `[pixels]`.
  public var pixels: [Float]
  public var reading: Int
  /// How far it is from its original, in the norm of the threat model.
  public var size: Float
}

/// What a model was asked, and what it said.
struct AttackObservation {
  /// `[rows, pixels]`.
  let images: Matrix
  /// `[rows, classes]`.
  let scores: Matrix
  /// Which image of the search each row is about, `[rows]`.
  let places: [Int]
  /// The nearest adversarial image of each image of the search so far, `[count]`.
  let found: [AdversarialExample?]
}

extension Matrix {
  /// Some rows, in the order given.
  func selecting(_ rows: [Int]) -> Matrix {
    var values: [Float] = []
    values.reserveCapacity(rows.count * columns)
    for index in rows { values += row(index) }
    return Matrix(rows: rows.count, columns: columns, values: values)
  }

  /// Goes on with some rows alone, in ascending order, and moves them up where they stand.
  mutating func keep(_ rows: [Int]) {
    precondition(zip(rows, rows.dropFirst()).allSatisfy(<), "rows in ascending order")
    let width = columns
    values.withUnsafeMutableBufferPointer { values in
      guard let start = values.baseAddress else { return }
      for (place, row) in rows.enumerated() where place != row {
        (start + place * width).update(from: start + row * width, count: width)
      }
    }
    reshape(rows: rows.count)
  }
}
