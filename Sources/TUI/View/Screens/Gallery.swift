import Engine

/// Pictures of the images that are easiest and hardest to have misread, by the filters in force.
struct Gallery {
  /// One picture with the row below it.
  struct Tile {
    /// The place of the image in the dataset.
    var image: Int
    var area: Rect
  }

  private let analyse: AnalyseState
  private let areas: [(title: String, area: Rect)]
  /// The images that are shown page by page, the easiest first.
  private let images: [Int]
  private let grid: (tile: Size, columns: Int, rows: Int)

  init(_ analyse: AnalyseState, _ layout: AnalyseLayout) {
    self.analyse = analyse
    let (easiest, hardest) = layout.gallery
    areas = [("easiest", easiest), ("hardest", hardest)]
    guard let progress = analyse.progress else {
      images = []
      grid = (Size(width: 0, height: 0), 0, 0)
      return
    }
    // Those that are misread as they are need no perturbation: they are shown where asked for.
    images = progress.easiestFirst.filter {
      analyse.isWanted($0, in: progress)
        && (analyse.filter.kind == .misread || progress.results[$0] != .misreadAsItIs)
    }
    // The narrower of the two, so that both have as many.
    grid = Self.grid(in: easiest.inset(2, 1), progress.dataset.shape)
  }

  // MARK: Pages and places

  private var pageSize: Int { grid.columns * grid.rows }

  /// How many pages there are, at least one.
  var pages: Int { pageSize == 0 ? 1 : max(1, (images.count + pageSize - 1) / pageSize) }

  /// The page that is shown.
  var page: Int { analyse.gallery.page.clamped(to: 0...pages - 1) }

  /// Which of the images are shown, counted from either end.
  private var shown: Range<Int> {
    page * pageSize..<min((page + 1) * pageSize, images.count)
  }

  /// Where each picture lies: the easiest, then the hardest.
  var tiles: [Tile] {
    let hardest = images.reversed()
    return tiles(images[shown], in: areas[0].area)
      + tiles(
        shown.map { hardest[hardest.index(hardest.startIndex, offsetBy: $0)] },
        in: areas[1].area)
  }

  /// The picture under the cursor; `nil` where there are none.
  var selected: Tile? {
    let tiles = tiles
    return tiles.isEmpty ? nil : tiles[min(analyse.gallery.cursor, tiles.count - 1)]
  }

  /// The place among the tiles of the nearest one on a side of the cursor, or of the cursor where
  /// there is none.
  func neighbour(to direction: Direction) -> Int {
    let tiles = tiles
    guard !tiles.isEmpty else { return 0 }
    let place = min(analyse.gallery.cursor, tiles.count - 1)
    let here = tiles[place].area
    /// How far a tile lies along the direction, and how far beside it; `nil` on other sides.
    func distance(_ there: Rect) -> (along: Int, beside: Int)? {
      let (x, y) = (there.x - here.x, there.y - here.y)
      return switch direction {
      case .left: x < 0 && y == 0 ? (-x, 0) : nil
      case .right: x > 0 && y == 0 ? (x, 0) : nil
      case .up: y < 0 ? (-y, abs(x)) : nil
      case .down: y > 0 ? (y, abs(x)) : nil
      }
    }
    let near = tiles.indices.compactMap { index in
      distance(tiles[index].area).map { (index: index, distance: $0) }
    }
    return near.min { $0.distance < $1.distance }?.index ?? place
  }

  private func tiles(_ images: some Collection<Int>, in area: Rect) -> [Tile] {
    let inner = area.inset(2, 1)
    let used = grid.columns * (grid.tile.width + 1) - 1
    let left = inner.x + (inner.width - used) / 2
    return images.enumerated().map { place, image in
      let (row, column) = (place / grid.columns, place % grid.columns)
      return Tile(
        image: image,
        area: Rect(
          x: left + column * (grid.tile.width + 1), y: inner.y + row * grid.tile.height,
          width: grid.tile.width, height: grid.tile.height))
    }
  }

  /// The heights that a picture may have, in cells.
  private static let heights = 6...8

  /// The grid whose pictures cover most of an area.
  private static func grid(
    in area: Rect, _ shape: ImageShape
  ) -> (tile: Size, columns: Int, rows: Int) {
    let grids = heights.map { height in
      let limit = min(height, area.height - 1)
      let picture = shape.fitted(into: Size(width: 2 * limit, height: limit))
      // As wide as the words below it.
      let tile = Size(width: max(picture.width, 9), height: picture.height + 1)
      return (
        tile: tile, columns: (area.width + 1) / (tile.width + 1),
        rows: picture.height > 0 ? area.height / tile.height : 0
      )
    }
    func covered(_ grid: (tile: Size, columns: Int, rows: Int)) -> Int {
      grid.columns * grid.rows * grid.tile.width * (grid.tile.height - 1)
    }
    return grids.max { covered($0) < covered($1) } ?? (Size(width: 0, height: 0), 0, 0)
  }

  // MARK: Drawing

  func draw(on buffer: inout Buffer, _ look: Look) {
    let tiles = tiles
    for (title, area) in areas {
      var frame = Frame(title: look.text(title, .strong, bold: true))
      frame.remark = analyse.filter.words(room: area.width - 6, look)
      if !tiles.isEmpty {
        let range = "\(Numbers.count(shown.lowerBound + 1))–\(Numbers.count(shown.upperBound))"
        frame.note = look.text("\(range) of \(Numbers.count(images.count))", .dim)
      }
      frame.draw(in: area, on: &buffer, look)
      if tiles.isEmpty {
        let isKnown = analyse.progress.map { $0.done > 0 } ?? false
        let words = isKnown ? "no such image" : look.unknown
        buffer.write(look.text(words, .dim), centredIn: area, y: area.y + area.height / 2)
      }
    }
    guard let progress = analyse.progress else { return }
    let cursor = min(analyse.gallery.cursor, tiles.count - 1)
    for (place, tile) in tiles.enumerated() {
      draw(tile, hasCursor: place == cursor, progress, on: &buffer, look)
    }
  }

  private func draw(
    _ tile: Tile, hasCursor: Bool, _ progress: AnalysisProgress, on buffer: inout Buffer,
    _ look: Look
  ) {
    let shape = progress.dataset.shape
    let (picture, below) = tile.area.split(top: tile.area.height - 1)
    let size = shape.fitted(into: Size(width: picture.width, height: picture.height))
    ImageWidget(pixels: progress.dataset.image(tile.image).values, shape: shape)
      .draw(in: picture.centred(size), on: &buffer, look)
    let caption =
      look.text("\(progress.dataset.label(tile.image)) ", .label, bold: true)
      + ImageList.value(progress.results[tile.image], look)
    guard hasCursor else {
      buffer.write(caption, centredIn: below, y: below.y)
      return
    }
    let chosen = look.theme.inverse(.pressable)
    buffer.fill(below, chosen)
    let words = caption.spans.map(\.text).joined()
    let hasRoom = words.unicodeScalars.count + 4 <= below.width
    let pointer = hasRoom ? "\(look.pointer) " : ""
    buffer.write(StyledText(pointer + words, chosen), centredIn: below, y: below.y)
  }
}
