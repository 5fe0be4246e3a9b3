import Engine

/// Where the parts of the Explore screen lie.
///
/// A wide screen has three pictures and the confidences in a row, a high one two over two. A small
/// one has two pictures, and beside them the confidences over the perturbation where there is room
/// for it. What is left goes to the slider and the curve, which share their columns: the cursor is under the knob.
struct ExploreLayout {
  /// The pictures and the confidences, frames included.
  let pictures: Pictures
  /// The slider and the curve.
  let curve: CurveLayout

  struct Pictures {
    var original: Rect
    var perturbation: Rect?
    var adversarial: Rect
    var confidence: Rect
    /// What is left for the slider and the curve.
    var rest: Rect
  }

  /// Rows of the confidences with their frame: one a digit.
  private static let confidenceRows = 12

  init(_ body: Rect, _ shape: ImageShape) {
    let isRoomy = body.height >= 30
    let chartRows = isRoomy ? max(9, body.height * 35 / 100) : body.height >= 22 ? 5 : 3
    let sliderRows = isRoomy ? 2 : 1
    let room = max(Self.confidenceRows - 2, body.height - chartRows - sliderRows - 2)
    let small = shape.fitted(into: Size(width: 28, height: min(14, room)))
    let isWide = body.width >= 3 * (max(small.width, 14) + 2) + 24
    let half = (body.height - 12 - sliderRows) / 2 - 2
    pictures =
      if isWide {
        Self.wide(body, shape, room)
      } else if half >= 14 {
        Self.stacked(body, shape, half)
      } else {
        Self.compact(body, shape, min(14, room))
      }
    // A blank row sets the slider off where there is room.
    curve = CurveLayout(pictures.rest.split(top: sliderRows - 1).rest)
  }

  /// Three pictures and the confidences.
  private static func wide(_ body: Rect, _ shape: ImageShape, _ room: Int) -> Pictures {
    let image = shape.fitted(into: Size(width: (body.width - 24) / 3 - 2, height: room))
    let rows = max(image.height + 2, confidenceRows)
    // The confidences get what the pictures leave, but not more than reads well.
    let confidence = min(52, max(24, body.width - 3 * (max(image.width, 14) + 2)))
    let width = (body.width - confidence) / 3
    let (top, rest) = body.split(top: rows)
    let (original, afterOriginal) = top.split(left: width)
    let (perturbation, afterPerturbation) = afterOriginal.split(left: width)
    let (adversarial, last) = afterPerturbation.split(left: width)
    return Pictures(
      original: original, perturbation: perturbation, adversarial: adversarial, confidence: last,
      rest: rest)
  }

  /// Two pictures over the perturbation and the confidences, for a screen that is high and narrow.
  private static func stacked(_ body: Rect, _ shape: ImageShape, _ room: Int) -> Pictures {
    let image = shape.fitted(into: Size(width: body.width / 2 - 2, height: room))
    let rows = max(image.height + 2, confidenceRows)
    let (top, below) = body.split(top: rows)
    let (bottom, rest) = below.split(top: rows)
    let (original, adversarial) = top.split(left: body.width / 2)
    let (perturbation, confidence) = bottom.split(left: body.width / 2)
    return Pictures(
      original: original, perturbation: perturbation, adversarial: adversarial,
      confidence: confidence, rest: rest)
  }

  /// Two pictures, and a column with the confidences and the perturbation.
  private static func compact(_ body: Rect, _ shape: ImageShape, _ room: Int) -> Pictures {
    let narrow = body.width >= 80 ? 20 : 16
    let image = shape.fitted(
      into: Size(width: min(30, (body.width - narrow) / 2 - 2), height: room))
    let width = max(image.width, 14) + 2
    let (left, column) = body.split(left: 2 * width)
    let below = body.height - confidenceRows - 2
    let small = shape.fitted(into: Size(width: min(30, column.width - 2), height: below))
    let hasPerturbation = small.height >= 6 && small.width >= 6
    let (top, rest) = (hasPerturbation ? left : body).split(
      top: max(image.height + 2, confidenceRows))
    let (original, adversarial) = top.split(left: 2 * width).left.split(left: width)
    guard hasPerturbation else {
      return Pictures(
        original: original, perturbation: nil, adversarial: adversarial,
        confidence: top.split(left: 2 * width).rest, rest: rest)
    }
    let (confidence, perturbation) = column.split(top: column.height - small.height - 2)
    return Pictures(
      original: original, perturbation: perturbation, adversarial: adversarial,
      confidence: confidence, rest: rest)
  }

  /// The columns of the slider that the knob moves on.
  var track: Rect { curve.track }

  /// Where the curves lie.
  var plot: Rect { curve.plot }
}
