/// The nearest point of a hyperplane within a box, for L∞ and L2.
///
/// Both norms are one problem: pixels move against the slope at speeds sᵢ – 1 for L∞, |wᵢ| for L2 –
/// and each stops at the edge of the box; wanted is the time t with Σ |wᵢ| · min(t·sᵢ, roomᵢ) = |f|.
/// The sum is concave in t, so Newton's method climbs to it from below, and each of its steps finds
/// at least one more pixel at the edge: it ends with the exact t, as sorting by roomᵢ/sᵢ would.
/// Source: Croce and Hein, *Minimally distorted adversarial examples with a fast adaptive boundary
/// attack*, 2020, section 2 and appendix A; solved there by sorting.
struct HyperplaneProjection {
  private typealias Lanes = SIMD8<Float>

  let norm: Norm
  /// The range of pixels; infinite where there is none.
  let low: Float
  let high: Float
  /// |w|, and how far each pixel can go, then how far it goes; with zeros after the last pixel.
  private var sizes: [Lanes]
  private var rooms: [Lanes]

  init(norm: Norm, range: ClosedRange<Float>?, pixels: Int) {
    precondition(norm == .linf || norm == .l2, "it is solved for L∞ and L2")
    self.norm = norm
    (low, high) = (range?.lowerBound ?? -.infinity, range?.upperBound ?? .infinity)
    sizes = Array(repeating: .zero, count: (pixels + Lanes.scalarCount - 1) / Lanes.scalarCount)
    rooms = sizes
  }

  /// The move from a point to the nearest of the hyperplane w·δ + f = 0.
  ///
  /// Where the box does not reach it, the move goes as far as it can.
  ///
  /// - Parameters:
  ///   - point: x, `[pixels]`.
  ///   - slope: w, `[pixels]`.
  ///   - value: f, how far above 0 the linear function stands at x.
  ///   - move: Becomes δ, `[pixels]`.
  /// - Returns: The size of the move.
  mutating func setMove(
    _ move: UnsafeMutableBufferPointer<Float>, from point: UnsafeBufferPointer<Float>,
    along slope: UnsafeBufferPointer<Float>, value: Float
  ) -> Float {
    // Pixels go down where the slope and f have one sign.
    let sense: Float = value > 0 ? -1 : 1
    let (low, high) = (low, high)
    sizes.withUnsafeMutableBytes { sizes in
      rooms.withUnsafeMutableBytes { rooms in
        let (sizes, rooms) = (sizes.bindMemory(to: Float.self), rooms.bindMemory(to: Float.self))
        for index in slope.indices {
          let w = sense * slope[index]
          sizes[index] = abs(w)
          rooms[index] = max(0, w > 0 ? high - point[index] : point[index] - low)
        }
      }
    }
    let size = replaceRoomsByDistances(time: time(value))
    rooms.withUnsafeBytes { distances in
      let distances = distances.bindMemory(to: Float.self)
      for index in move.indices {
        move[index] = sense * slope[index] > 0 ? distances[index] : -distances[index]
      }
    }
    return size
  }

  /// The time at which the hyperplane is reached.
  private func time(_ value: Float) -> Float {
    var time: Float = 0
    while true {
      // What pixels at the edge have brought, and what the others bring a unit of time.
      var (brought, rate) = (Lanes.zero, Lanes.zero)
      for (size, room) in zip(sizes, rooms) {
        let speed = norm == .linf ? Lanes(repeating: 1) : size
        let isFree = speed * time .< room
        rate += (size * speed).replacing(with: 0, where: .!isFree)
        brought += (size * room).replacing(with: 0, where: isFree)
      }
      // No pixel is free: the box ends before the hyperplane.
      guard rate.sum() > 0 else { return .greatestFiniteMagnitude }
      let next = (abs(value) - brought.sum()) / rate.sum()
      guard next > time else { return time }
      time = next
    }
  }

  /// Lets every pixel go until a time; returns the size of the whole move.
  private mutating func replaceRoomsByDistances(time: Float) -> Float {
    var (largest, squares) = (Lanes.zero, Lanes.zero)
    for (index, size) in sizes.enumerated() {
      let speed = norm == .linf ? Lanes(repeating: 1) : size
      var distance = speed * time
      distance.replace(with: rooms[index], where: rooms[index] .< distance)
      distance.replace(with: 0, where: size .== 0)
      largest.replace(with: distance, where: distance .> largest)
      squares += distance * distance
      rooms[index] = distance
    }
    return norm == .linf ? largest.max() : squares.sum().squareRoot()
  }
}
