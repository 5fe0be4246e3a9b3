/// What can be said of an image without any network.
public struct ImageTraits: Equatable, Sendable {
  /// The mean pixel, 0…1.
  public var ink: Double
  /// How wide the strokes are, in pixels; 0 where no pixel is above ½.
  ///
  /// Of the pixels above ½, twice their number over the length of their outline: a bar of width w and
  /// length l has area w·l and outline 2(w + l), so that this tends to w as it grows longer.
  public var strokeWidth: Double
  /// The Euclidean distance to the mean image of its own class, in pixel units.
  public var ownDistance: Double
  /// That to the nearest mean image of any other class.
  public var otherDistance: Double

  /// How much nearer its own class's mean image is than any other's; below 0 where another is.
  public var meanMargin: Double { otherDistance - ownDistance }

  /// - Parameter pixels: `[shape.pixels]`, in 0…1.
  public init(_ pixels: ArraySlice<Float>, shape: ImageShape, label: Int, means: ClassMeans) {
    ink = pixels.reduce(0) { $0 + Double($1) } / Double(max(1, pixels.count))
    strokeWidth = Self.strokeWidth(Array(pixels), shape)
    let distances = means.distances(to: pixels)
    ownDistance = distances[label]
    otherDistance =
      distances.indices.filter { $0 != label }.map { distances[$0] }.min() ?? .infinity
  }

  /// The traits of every image of a dataset, on all cores.
  public static func all(of data: Dataset, means: ClassMeans) -> [ImageTraits] {
    mapShards(of: data.count, size: evaluationShardSize) { range in
      let images = data.images(range)
      return range.enumerated().map { row, image in
        ImageTraits(images.row(row), shape: data.shape, label: data.label(image), means: means)
      }
    }.flatMap(\.self)
  }

  private static func strokeWidth(_ pixels: [Float], _ shape: ImageShape) -> Double {
    func isInk(_ y: Int, _ x: Int) -> Bool {
      (0..<shape.height).contains(y) && (0..<shape.width).contains(x)
        && pixels[y * shape.width + x] > 0.5
    }
    var (area, outline) = (0, 0)
    for y in 0..<shape.height {
      for x in 0..<shape.width where isInk(y, x) {
        area += 1
        let neighbours = [(y - 1, x), (y + 1, x), (y, x - 1), (y, x + 1)]
        outline += neighbours.count { !isInk($0.0, $0.1) }
      }
    }
    return outline == 0 ? 0 : 2 * Double(area) / Double(outline)
  }
}

/// The mean image of each class of a dataset.
public struct ClassMeans: Sendable {
  /// `[classes]` of `[pixels]`, in 0…1; `nil` for a class without images.
  private let means: [[Double]?]

  public init(of data: Dataset) {
    var sums = Array(repeating: [Int](repeating: 0, count: data.shape.pixels), count: data.classes)
    var counts = [Int](repeating: 0, count: data.classes)
    let width = data.shape.pixels
    data.pixels.withUnsafeBufferPointer { pixels in
      for image in 0..<data.count {
        let label = data.label(image)
        counts[label] += 1
        sums[label].withUnsafeMutableBufferPointer { sum in
          for pixel in 0..<width { sum[pixel] += Int(pixels[image * width + pixel]) }
        }
      }
    }
    means = zip(sums, counts).map { sum, count in
      count == 0 ? nil : sum.map { Double($0) / Double(count) / 255 }
    }
  }

  /// The Euclidean distance of an image to each mean, `[classes]`; infinite where there is none.
  func distances(to pixels: ArraySlice<Float>) -> [Double] {
    means.map { mean in
      guard let mean else { return .infinity }
      return zip(pixels, mean).reduce(0) {
        $0 + (Double($1.0) - $1.1) * (Double($1.0) - $1.1)
      }.squareRoot()
    }
  }

  /// The other classes whose means are nearest to a class's own, the nearest first; classes
  /// without images are left out.
  public func nearest(_ count: Int, to label: Int) -> [Int] {
    guard let own = means[label] else { return [] }
    let distances = distances(to: own.map(Float.init)[...])
    let others = means.indices.filter { $0 != label && distances[$0].isFinite }
    return Array(others.sorted { distances[$0] < distances[$1] }.prefix(count))
  }
}
