import Engine

/// One number for each pixel of a picture, and how they turn into cells.
struct PixelGrid {
  let width: Int
  let height: Int
  /// `[height, width]`, row-major.
  let values: [Float]

  /// The values of an image, the mean over its channels.
  ///
  /// - Parameter image: `[channels, height, width]`, row-major; missing values count as 0.
  init(_ image: [Float], _ shape: ImageShape) {
    width = shape.width
    height = shape.height
    let plane = shape.width * shape.height
    values = (0..<plane).map { pixel in
      var sum: Float = 0
      for channel in 0..<shape.channels {
        let index = channel * plane + pixel
        if index < image.count { sum += image[index] }
      }
      return sum / Float(shape.channels)
    }
  }

  private init(width: Int, height: Int, values: [Float]) {
    self.width = width
    self.height = height
    self.values = values
  }

  /// The picture in another size: each new pixel is the mean of the old ones that it covers.
  ///
  /// - Parameter isBlended: Whether this is so where the picture grows, too; otherwise each new
  ///   pixel is there the old one under its middle.
  func resampled(
    width newWidth: Int, height newHeight: Int, isBlended: Bool = true
  ) -> PixelGrid {
    guard newWidth > 0, newHeight > 0, newWidth != width || newHeight != height else {
      return self
    }
    let columns = Self.weights(from: width, to: newWidth, isBlended)
    let rows = Self.weights(from: height, to: newHeight, isBlended)
    var narrow = [Float](repeating: 0, count: newWidth * height)
    for y in 0..<height {
      for (x, parts) in columns.enumerated() {
        var sum: Float = 0
        for part in parts { sum += values[y * width + part.index] * part.weight }
        narrow[y * newWidth + x] = sum
      }
    }
    var result = [Float](repeating: 0, count: newWidth * newHeight)
    for (y, parts) in rows.enumerated() {
      for x in 0..<newWidth {
        var sum: Float = 0
        for part in parts { sum += narrow[part.index * newWidth + x] * part.weight }
        result[y * newWidth + x] = sum
      }
    }
    return PixelGrid(width: newWidth, height: newHeight, values: result)
  }

  /// Which old pixels each new one covers, and which share of it each makes up.
  private static func weights(
    from old: Int, to new: Int, _ isBlended: Bool
  ) -> [[(index: Int, weight: Float)]] {
    (0..<new).map { position in
      if new > old, !isBlended { return [(index: (2 * position + 1) * old / (2 * new), weight: 1)] }
      // In units of 1/new of an old pixel, so that the edges are whole numbers.
      let (start, end) = (position * old, (position + 1) * old)
      return (start / new...(end - 1) / new).map { index in
        let covered = min(end, (index + 1) * new) - max(start, index * new)
        return (index, Float(covered) / Float(old))
      }
    }
  }

  /// Draws two pixels a cell, the upper one as the upper half.
  func drawHalfBlocks(
    in area: Rect, on buffer: inout Buffer, empty: Color, isBlended: Bool = true,
    color: (Float) -> Color
  ) {
    let pixels = resampled(width: area.width, height: pixelHeight(of: area), isBlended: isBlended)
    for row in 0..<area.height {
      for column in 0..<area.width {
        let top = color(pixels.values[2 * row * pixels.width + column])
        let below = (2 * row + 1) * pixels.width + column
        let bottom = below < pixels.values.count ? color(pixels.values[below]) : empty
        buffer[area.x + column, area.y + row] = Cell("▀", Style(top, on: bottom))
      }
    }
  }

  /// Draws one pixel a cell as a character.
  func drawCharacters(in area: Rect, on buffer: inout Buffer, cell: (Float) -> Cell) {
    let pixels = resampled(width: area.width, height: area.height)
    for row in 0..<area.height {
      for column in 0..<area.width {
        buffer[area.x + column, area.y + row] = cell(pixels.values[row * area.width + column])
      }
    }
  }

  /// How many pixels high the picture is in an area; an odd height leaves the last half row empty.
  private func pixelHeight(of area: Rect) -> Int {
    let exact = (area.width * height + width / 2) / width
    return exact == 2 * area.height - 1 ? exact : 2 * area.height
  }
}

extension ImageShape {
  /// How many columns and rows a picture takes inside an area, its proportions kept.
  ///
  /// A cell is twice as high as wide. Pictures grow by halves of a pixel, so that they stay sharp.
  func fitted(into area: Size) -> Size {
    guard area.width > 0, area.height > 0 else { return Size(width: 0, height: 0) }
    let largest = min(
      Double(area.width) / Double(width), Double(2 * area.height) / Double(height))
    let scale = largest >= 1 ? (largest * 2).rounded(.down) / 2 : largest
    return Size(
      width: min(area.width, max(1, Int((Double(width) * scale).rounded()))),
      height: min(area.height, max(1, Int((Double(height) * scale / 2).rounded(.up)))))
  }
}

extension Rect {
  /// A rectangle of a size in the middle of this one.
  func centred(_ size: Size) -> Rect {
    Rect(
      x: x + max(0, (width - size.width) / 2), y: y + max(0, (height - size.height) / 2),
      width: min(width, size.width), height: min(height, size.height))
  }
}
