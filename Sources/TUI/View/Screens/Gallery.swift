import Engine

/// Pictures of the images that are easiest and hardest to have misread, by the filters in force.
struct Gallery {
  let analyse: AnalyseState

  /// One picture with the row below it.
  struct Tile {
    /// The place of the image in the dataset.
    var image: Int
    var area: Rect
  }

  /// The heights that a picture may have, in cells.
  private static let heights = 6...8

  /// Where each picture lies.
  static func tiles(of analyse: AnalyseState, _ layout: AnalyseLayout) -> [Tile] {
    guard let progress = analyse.progress else { return [] }
    let (easiest, hardest) = layout.gallery
    // Those that are misread as they are need no perturbation: they are shown where asked for.
    let isAttacked = { (index: Int) in
      analyse.isWanted(index, in: progress)
        && (analyse.filter.kind == .misread || progress.results[index] != .misreadAsItIs)
    }
    let order = progress.easiestFirst
    return tiles(order.lazy.filter(isAttacked), in: easiest, progress.dataset.shape)
      + tiles(order.reversed().lazy.filter(isAttacked), in: hardest, progress.dataset.shape)
  }

  private static func tiles(
    _ images: some Sequence<Int>, in area: Rect, _ shape: ImageShape
  ) -> [Tile] {
    let inner = area.inset(2, 1)
    let grid = grid(in: inner, shape)
    guard grid.columns > 0, grid.rows > 0 else { return [] }
    let used = grid.columns * (grid.tile.width + 1) - 1
    let left = inner.x + (inner.width - used) / 2
    return images.prefix(grid.columns * grid.rows).enumerated().map { place, image in
      let (row, column) = (place / grid.columns, place % grid.columns)
      return Tile(
        image: image,
        area: Rect(
          x: left + column * (grid.tile.width + 1), y: inner.y + row * grid.tile.height,
          width: grid.tile.width, height: grid.tile.height))
    }
  }

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

  func draw(_ layout: AnalyseLayout, on buffer: inout Buffer, _ look: Look) {
    let (easiest, hardest) = layout.gallery
    let filters = analyse.filter.words(room: easiest.width - 6, look)
    for (title, area) in [("easiest", easiest), ("hardest", hardest)] {
      Frame(title: look.text(title, .strong, bold: true), remark: filters)
        .draw(in: area, on: &buffer, look)
    }
    guard let progress = analyse.progress, progress.done > 0 else {
      buffer.writeUnknown(in: easiest, look)
      buffer.writeUnknown(in: hardest, look)
      return
    }
    let tiles = Self.tiles(of: analyse, layout)
    if tiles.isEmpty {
      for area in [easiest, hardest] {
        buffer.write(
          look.text("no such image", .dim), centredIn: area, y: area.y + area.height / 2)
      }
    }
    for tile in tiles { draw(tile, progress, on: &buffer, look) }
  }

  private func draw(
    _ tile: Tile, _ progress: AnalysisProgress, on buffer: inout Buffer, _ look: Look
  ) {
    let shape = progress.dataset.shape
    let (picture, below) = tile.area.split(top: tile.area.height - 1)
    let size = shape.fitted(into: Size(width: picture.width, height: picture.height))
    ImageWidget(pixels: progress.dataset.image(tile.image).values, shape: shape)
      .draw(in: picture.centred(size), on: &buffer, look)
    let caption =
      look.text("\(progress.dataset.label(tile.image)) ", .label, bold: true)
      + ImageList.value(progress.results[tile.image], look)
    buffer.write(caption, centredIn: below, y: below.y)
  }
}
