/// A digit fitted to its box, before it is placed in the image.
///
/// MNIST's preprocessing fits a digit to 20×20 pixels with its proportions kept, which leaves its
/// edges grey, then moves it by whole pixels until its centre of mass is in the centre of 28×28.
/// Source: LeCun, Bottou, Bengio and Haffner, *Gradient-Based Learning Applied to Document
/// Recognition*, 1998, section III.A.
struct InkBox {
  /// The height and width of the box, in pixels.
  static let side = 20
  /// The pixel, counted from 0, that a centre of mass rounds to in MNIST, both ways.
  ///
  /// All centres of mass of its training images lie between 13.48 and 14.50.
  static let centralPixel: Float = 14

  /// The grey levels, `[20, 20]` row-major, 0…255.
  var greys = [UInt8](repeating: 0, count: side * side)

  /// The mean position of the ink, in pixels from the centre of the first one.
  var centerOfMass: SIMD2<Float> {
    var mass = 0
    var moment = SIMD2<Int>.zero
    for row in 0..<Self.side {
      for column in 0..<Self.side {
        let grey = Int(greys[row * Self.side + column])
        mass += grey
        moment.x &+= grey &* column
        moment.y &+= grey &* row
      }
    }
    return SIMD2<Float>(moment) / Float(max(mass, 1))
  }

  /// Copies the box into `image`, `[28, 28]` bytes, with the ink's centre of mass in the centre.
  ///
  /// - Returns: Whether there is room. Nothing is copied for a digit so lopsided that its box would
  ///   leave the image.
  func place(in image: UnsafeMutableBufferPointer<UInt8>) -> Bool {
    let width = ImageShape.mnist.width
    let room = 0...(width - Self.side)
    let corner = SIMD2<Int>((Self.centralPixel - centerOfMass).rounded(.toNearestOrAwayFromZero))
    guard room.contains(corner.x), room.contains(corner.y) else { return false }
    for row in 0..<Self.side {
      for column in 0..<Self.side {
        image[(corner.y + row) * width + corner.x + column] = greys[row * Self.side + column]
      }
    }
    return true
  }
}
