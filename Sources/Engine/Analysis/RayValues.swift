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

  /// How fast a ray's values change at most, for ε in 0…1: ‖v‖₂ + 2·‖w‖₂, `[rays]`.
  var slopeNorms: [Float] {
    let slopes = slope.squaredNorms.map { $0.squareRoot() }
    guard let curvature else { return slopes }
    return zip(slopes, curvature.squaredNorms).map { $0 + 2 * $1.squareRoot() }
  }

  /// The values of the first ray at many ε, `[epsilons.count, width]`.
  func at(_ epsilons: [Float]) -> Matrix {
    at(epsilons.map { PerturbationRays.Probe(image: 0, epsilon: $0) })
  }

  /// The values at each probe, `[probes.count, width]`.
  func at(_ probes: [PerturbationRays.Probe]) -> Matrix {
    let width = base.columns
    var values = Matrix(rows: probes.count, columns: width)
    values.values.withUnsafeMutableBufferPointer { values in
      base.values.withUnsafeBufferPointer { base in
        slope.values.withUnsafeBufferPointer { slope in
          for (row, probe) in probes.enumerated() {
            let (target, source, epsilon) = (row * width, probe.image * width, probe.epsilon)
            for index in 0..<width {
              values[target + index] = base[source + index] + epsilon * slope[source + index]
            }
          }
        }
      }
      curvature?.values.withUnsafeBufferPointer { curvature in
        for (row, probe) in probes.enumerated() {
          let (target, source) = (row * width, probe.image * width)
          let square = probe.epsilon * probe.epsilon
          for index in 0..<width { values[target + index] += square * curvature[source + index] }
        }
      }
    }
    return values
  }
}
