extension Dataset {
  /// One pixel value a byte stands for, from 0 to 1.
  static let unit: Float = 1 / 255

  /// One image, `[1, pixels]`, in 0…1.
  public func image(_ index: Int) -> Matrix { images(index..<index + 1) }

  /// Consecutive images, `[range.count, pixels]`, in 0…1.
  public func images(_ range: Range<Int>) -> Matrix {
    var batch = Matrix(rows: range.count, columns: shape.pixels)
    pixels.withUnsafeBufferPointer { bytes in
      batch.values.withUnsafeMutableBufferPointer { floats in
        let source = UnsafeBufferPointer(
          rebasing: bytes[range.lowerBound * shape.pixels..<range.upperBound * shape.pixels])
        for index in source.indices { floats[index] = Float(source[index]) * Self.unit }
      }
    }
    return batch
  }

  /// Gathers chosen images and their labels into a batch.
  ///
  /// - Parameters:
  ///   - indices: Which images, in order; `batch` gets as many rows.
  ///   - batch: Becomes `[indices.count, pixels]`, in 0…1.
  ///   - labels: Becomes the labels, `[indices.count]`.
  func gather(_ indices: ArraySlice<Int>, into batch: inout Matrix, labels: inout [Int]) {
    batch.reshape(rows: indices.count)
    labels.removeAll(keepingCapacity: true)
    let width = shape.pixels
    pixels.withUnsafeBufferPointer { bytes in
      batch.values.withUnsafeMutableBufferPointer { floats in
        for (row, index) in indices.enumerated() {
          let source = bytes.baseAddress.unsafelyUnwrapped + index * width
          let target = floats.baseAddress.unsafelyUnwrapped + row * width
          for pixel in 0..<width { target[pixel] = Float(source[pixel]) * Self.unit }
        }
      }
    }
    for index in indices { labels.append(Int(self.labels[index])) }
  }
}
