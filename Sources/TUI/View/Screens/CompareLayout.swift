import Engine

/// Where the parts of the Compare screen lie: two panels side by side, the slider and the curves.
struct CompareLayout {
  /// Where the parts of one model's panel lie.
  struct Panel {
    /// All of it, with its frame.
    let area: Rect
    /// The attacked image.
    let picture: Rect
    /// The perturbation, beside the image; `nil` where there is no room.
    var perturbation: Rect?
    /// The rows below the pictures for words about them; `nil` where there is none.
    var caption: Rect?
    let confidence: Rect
  }

  private let panels: [Panel]
  /// The slider and the curves.
  let curve: CurveLayout

  /// Rows of the confidences: one a digit, or half as many in two columns.
  private static let confidenceRows = 10

  init(_ body: Rect, _ shape: ImageShape) {
    let width = body.width / 2
    // One picture above the other half of the panel, if both can be as large as they are.
    let tall = shape.fitted(
      into: Size(width: (width - 3) / 2, height: body.height - Self.confidenceRows / 2 - 14))
    let hasPerturbation = tall.width >= shape.width
    let chartRows = body.height >= 20 ? 9 : 3
    let room = max(Self.confidenceRows, body.height - chartRows - 3)
    let picture =
      hasPerturbation ? tall : shape.fitted(into: Size(width: width - 16, height: min(14, room)))
    let rows =
      hasPerturbation
      ? picture.height + 3 + Self.confidenceRows / 2
      : max(picture.height, Self.confidenceRows) + 2
    let (top, rest) = body.split(top: rows)
    let (left, right) = top.split(left: width)
    panels = [left, right].map { area in
      hasPerturbation ? Self.tall(area, picture) : Self.flat(area, picture)
    }
    // A blank row sets the slider off where there is room.
    curve = CurveLayout(rest.height >= 16 ? rest.split(top: 1).rest : rest)
  }

  /// The panel of a model.
  subscript(side: Comparison.Side) -> Panel { panels[side == .first ? 0 : 1] }

  /// The pictures, words about them, and the confidences below.
  private static func tall(_ area: Rect, _ picture: Size) -> Panel {
    let (pictures, below) = Frame.inner(area).split(top: picture.height)
    let (left, right) = pictures.split(left: pictures.width / 2)
    let (caption, confidence) = below.split(top: 1)
    return Panel(
      area: area, picture: left.centred(picture), perturbation: right.centred(picture),
      caption: caption, confidence: confidence.inset(1, 0))
  }

  /// The attacked image, and the confidences beside it.
  private static func flat(_ area: Rect, _ picture: Size) -> Panel {
    let inner = Frame.inner(area)
    let (left, confidence) = inner.split(left: picture.width)
    let (top, below) = left.split(top: picture.height)
    return Panel(
      area: area, picture: top, caption: below.height > 1 ? below.split(top: 1).rest : nil,
      confidence: confidence.width >= 18 ? confidence.inset(1, 0) : confidence)
  }
}
