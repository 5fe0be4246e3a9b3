import Engine

/// Where the parts of the Analyse screen lie, frames included.
struct AnalyseLayout {
  /// The figures, across the screen.
  let figures: Rect
  /// All below them.
  let below: Rect
  let histogram: Rect
  /// The distribution function; `nil` where there is no room.
  var cumulative: Rect?
  /// How many images fall at some ε; `nil` where there is no room.
  var table: Rect?
  let list: Rect
  /// The image under the cursor; `nil` where there is no room.
  var preview: Rect?

  init(_ body: Rect, _ shape: ImageShape) {
    (figures, below) = body.split(top: 4)
    let column = body.width >= 180 ? 48 : body.width >= 108 ? 34 : 25
    let (left, right) = below.split(left: below.width - column)
    if below.height >= 16 {
      let (top, bottom) = left.split(top: below.height * 45 / 100)
      let (cumulative, table) = bottom.split(left: bottom.width - (body.width >= 108 ? 28 : 24))
      (histogram, self.cumulative, self.table) = (top, cumulative, table)
    } else {
      histogram = left
    }
    let picture = shape.fitted(
      into: Size(width: column - 2, height: min(below.height / 2, below.height - 12)))
    if picture.height >= 12 {
      let (list, preview) = right.split(top: right.height - picture.height - 2)
      (self.list, self.preview) = (list, preview)
    } else {
      list = right
    }
  }

  /// Where the rows of the list lie, below their heading.
  var listRows: Rect { list.inset(1, 1).split(top: 1).rest }

  /// The easiest images and the hardest, where pictures take the place of the rest.
  var gallery: (easiest: Rect, hardest: Rect) {
    let (left, right) = below.split(left: below.width / 2)
    return (left, right)
  }
}
