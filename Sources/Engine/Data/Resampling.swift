/// A change of an image's resolution by a whole factor.
public enum Resampling: Hashable, Sendable {
  /// Each block of so many by so many pixels becomes one, their mean.
  case mean(Int)
  /// Each pixel becomes a block of so many by so many equal ones.
  case repeated(Int)

  /// The shape of what an image of a shape becomes.
  ///
  /// - Returns: `nil` where blocks don't cover the image exactly, or the factor is below 1.
  public func shape(of shape: ImageShape) -> ImageShape? {
    switch self {
    case .mean(let factor):
      guard factor > 0, shape.height % factor == 0, shape.width % factor == 0 else { return nil }
      return ImageShape(
        channels: shape.channels, height: shape.height / factor, width: shape.width / factor)
    case .repeated(let factor):
      guard factor > 0 else { return nil }
      return ImageShape(
        channels: shape.channels, height: shape.height * factor, width: shape.width * factor)
    }
  }

  /// Images of another resolution, as floats: means are not rounded to bytes.
  ///
  /// - Parameters:
  ///   - images: `[batch, shape.pixels]`.
  ///   - shape: Their shape, which `shape(of:)` has an answer for.
  /// - Returns: `[batch, pixels of the new shape]`.
  public func callAsFunction(_ images: Matrix, shape: ImageShape) -> Matrix {
    guard let target = self.shape(of: shape) else {
      preconditionFailure("expected blocks that cover the image")
    }
    precondition(images.columns == shape.pixels, "images have the shape given")
    var result = Matrix(rows: images.rows, columns: target.pixels)
    for row in 0..<images.rows {
      for channel in 0..<shape.channels {
        let source = row * shape.pixels + channel * shape.height * shape.width
        let start = row * target.pixels + channel * target.height * target.width
        resample(
          images.values, from: source, width: shape.width, into: &result.values, at: start, target)
      }
    }
    return result
  }

  private func resample(
    _ source: [Float], from first: Int, width: Int, into target: inout [Float], at start: Int,
    _ shape: ImageShape
  ) {
    for y in 0..<shape.height {
      for x in 0..<shape.width {
        let value: Float
        switch self {
        case .mean(let factor):
          var sum: Float = 0
          for dy in 0..<factor {
            for dx in 0..<factor {
              sum += source[first + (y * factor + dy) * width + x * factor + dx]
            }
          }
          value = sum / Float(factor * factor)
        case .repeated(let factor): value = source[first + y / factor * width + x / factor]
        }
        target[start + y * shape.width + x] = value
      }
    }
  }
}
