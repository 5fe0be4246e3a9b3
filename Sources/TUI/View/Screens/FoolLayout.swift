import Engine

/// Where the parts of the Fool screen lie, frames included.
///
/// All classes are there at once, their pictures as large as they can be; where more room is left, a
/// chart is below them. One picture alone has the chart beside it.
struct FoolLayout {
  /// One class: a row of words, its picture, and a bar.
  struct Tile {
    /// The class.
    var target: Int
    var area: Rect
    var picture: Rect

    /// Above the picture, as wide as it and the words need.
    var caption: Rect { row(picture.y - 1, width: max(picture.width, FoolImages.captionWidth)) }
    /// Below the picture.
    var bar: Rect { row(picture.bottom, width: picture.width) }

    private func row(_ y: Int, width: Int) -> Rect {
      let width = min(width, area.width)
      return Rect(x: area.x + (area.width - width) / 2, y: y, width: width, height: 1)
    }
  }

  let status: Rect
  var tiles: [Tile] = []
  /// How many tiles are side by side.
  var columns = 1
  /// The picture under the cursor, where it is shown alone.
  var large: Rect?
  var chart: Rect?

  /// A chart of fewer rows tells nothing.
  private static let chartRows = 8

  init(
    _ body: Rect, _ shape: ImageShape, classes: Int, cursor: Int, isEnlarged: Bool
  ) {
    let (status, rest) = body.split(top: 4)
    self.status = status
    guard !isEnlarged else {
      let picture = shape.fitted(into: Size(width: rest.width * 3 / 5, height: rest.height - 2))
      let (left, right) = rest.split(left: max(picture.width + 2, 24))
      large = right.width >= 24 ? left : rest
      chart = right.width >= 24 ? right : nil
      return
    }
    let whole = Grid(rest.size, shape, classes: classes)
    let beside = Grid(
      Size(width: rest.width, height: rest.height - Self.chartRows), shape, classes: classes)
    // A chart may take room from pictures that show every other pixel all the same.
    let hasChart = beside.picture == whole.picture || 2 * beside.picture.height > shape.height / 2
    let grid = hasChart ? beside : whole
    let height = hasChart ? min(rest.height - Self.chartRows, grid.height) : rest.height
    let (top, bottom) = rest.split(top: height)
    if hasChart { chart = bottom }
    columns = grid.columns
    tiles = grid.tiles(in: top, cursor: cursor)
  }
}

extension FoolLayout {
  /// How tiles are arranged so that their pictures are as large as they can be.
  private struct Grid {
    let classes: Int
    let columns: Int
    let picture: Size

    /// The rows of words and the bar around a picture.
    private static let words = 2
    /// Less than this shows nothing; where not all tiles have as much, those around the cursor have.
    private static let smallest = 4

    init(_ size: Size, _ shape: ImageShape, classes: Int) {
      func picture(_ columns: Int, height: Int) -> Size {
        shape.fitted(
          into: Size(width: size.width / columns - 2, height: height - Self.words))
      }
      let most = max(1, min(classes, size.width / (FoolImages.captionWidth + 1)))
      let choices = (1...most).map { columns in
        (columns, picture(columns, height: size.height / Self.rows(classes, columns)))
      }
      func empty(_ columns: Int) -> Int { Self.rows(classes, columns) * columns - classes }
      // Of several, the one whose last row is the fullest.
      let best = choices.max {
        ($0.1.height, -empty($0.0), -$0.0) < ($1.1.height, -empty($1.0), -$1.0)
      }
      self.classes = classes
      if let best, best.1.height >= Self.smallest || most == classes {
        (columns, self.picture) = best
      } else {
        columns = most
        self.picture = picture(most, height: min(size.height, Self.smallest + Self.words))
      }
    }

    private static func rows(_ classes: Int, _ columns: Int) -> Int {
      max(1, (classes + columns - 1) / columns)
    }

    /// How many rows all tiles take.
    var height: Int { Self.rows(classes, columns) * (picture.height + Self.words) }

    /// The tiles that have room, those around the cursor where not all have, spread over an area.
    func tiles(in area: Rect, cursor: Int) -> [Tile] {
      guard !area.isEmpty, picture.height > 0 else { return [] }
      let rows = Self.rows(classes, columns)
      let shown = min(rows, max(1, area.height / (picture.height + Self.words)))
      let first = min(max(0, cursor / columns - shown / 2), rows - shown)
      let pitch = Size(width: area.width / columns, height: area.height / shown)
      let left = area.x + (area.width - columns * pitch.width) / 2
      return (first * columns..<min(classes, (first + shown) * columns)).map { target in
        let cell = Rect(
          x: left + target % columns * pitch.width,
          y: area.y + (target / columns - first) * pitch.height, width: pitch.width,
          height: pitch.height)
        return Tile(
          target: target, area: cell,
          picture: cell.inset(0, 1).centred(picture))
      }
    }
  }
}

extension Rect {
  fileprivate var size: Size { Size(width: width, height: height) }
}
