/// What a network's first layer makes of x + εη, for every ε: u + εv of a dense layer, and
/// u + εv + ε²w of Gaussian units.
///
/// Its parts are computed once, so that each further ε costs only what follows the first layer.
struct RayValues {
  /// u, `[rays, width]`.
  private var base: Matrix
  /// v, `[rays, width]`.
  private var slope: Matrix
  /// w, `[rays, width]`; `nil` where it is 0.
  private var curvature: Matrix?

  /// The values along any rays: the pixels themselves, u = x and v = η.
  init(base: Matrix, slope: Matrix) {
    (self.base, self.slope) = (base, slope)
  }

  /// The values of a layer, along the rays from `images` in `directions`, both `[rays, inputs]`.
  /// - Precondition: The layer has trained numbers.
  init(of layer: Layer, from images: Matrix, along directions: Matrix) {
    switch layer {
    case .dense(let dense):
      base = Matrix(rows: images.rows, columns: dense.outputs)
      dense.forward(images, into: &base)
      slope = Matrix.product(directions, .none, dense.weights, .transposed)
    case .radialBasis(let units):
      (base, slope, curvature) = Self.exponents(of: units, images, directions)
    case .activation: preconditionFailure("a network starts with a trained layer")
    }
  }

  /// −½τ‖x + εη − c‖², with v = −τ·η·(x − c) and w = −½τ‖η‖².
  private static func exponents(
    of units: RadialBasis, _ images: Matrix, _ directions: Matrix
  ) -> (base: Matrix, slope: Matrix, curvature: Matrix) {
    var base = Matrix(rows: images.rows, columns: units.units)
    units.forward(images, into: &base)
    var slope = Matrix.product(directions, .none, units.centres, .transposed)
    var curvature = Matrix(rows: slope.rows, columns: slope.columns)
    let (precisions, squares) = (units.precisions, directions.squaredNorms)
    for row in 0..<slope.rows {
      let along = zip(directions.row(row), images.row(row)).reduce(Float(0)) { $0 + $1.0 * $1.1 }
      for unit in precisions.indices {
        slope[row, unit] = precisions[unit] * (slope[row, unit] - along)
        curvature[row, unit] = -precisions[unit] / 2 * squares[row]
      }
    }
    return (base, slope, curvature)
  }

  /// The number of rays.
  var count: Int { base.rows }

  /// The values of each ray at an ε of its own, or those of a single ray at many ε,
  /// `[epsilons.count, width]`.
  func at(_ epsilons: [Float]) -> Matrix {
    precondition(count == 1 || count == epsilons.count, "one ε a ray, or one ray")
    let width = base.columns
    let stride = count == 1 ? 0 : width
    var values = Matrix(rows: epsilons.count, columns: width)
    values.values.withUnsafeMutableBufferPointer { values in
      base.values.withUnsafeBufferPointer { base in
        slope.values.withUnsafeBufferPointer { slope in
          for (row, epsilon) in epsilons.enumerated() {
            let (start, source) = (row * width, row * stride)
            for index in 0..<width {
              values[start + index] = base[source + index] + epsilon * slope[source + index]
            }
          }
        }
      }
      guard let curvature else { return }
      for (row, epsilon) in epsilons.enumerated() {
        let (start, source) = (row * width, row * stride)
        for index in 0..<width {
          values[start + index] += epsilon * epsilon * curvature.values[source + index]
        }
      }
    }
    return values
  }

  /// Some rays, in the order given.
  func selecting(_ rows: [Int]) -> RayValues {
    var result = self
    result.base = base.selecting(rows)
    result.slope = slope.selecting(rows)
    result.curvature = curvature?.selecting(rows)
    return result
  }
}

extension Matrix {
  /// Some rows, in the order given.
  fileprivate func selecting(_ rows: [Int]) -> Matrix {
    Matrix(rows: rows.count, columns: columns, values: rows.flatMap(row))
  }
}
