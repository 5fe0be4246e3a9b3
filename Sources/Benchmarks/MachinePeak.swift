import Engine

/// What oneDNN itself reaches on `[64, 784]·[784, 64]`, in floating-point operations a second.
///
/// - Parameter threads: How many threads work at once, each on a product of its own.
func peakFlops(threads: Int) -> Double {
  var generator = SeededGenerator(seed: 1)
  let a = Matrix(rows: 64, columns: 784, values: (0..<64 * 784).map { _ in generator.uniform() })
  let b = Matrix(rows: 784, columns: 64, values: (0..<64 * 784).map { _ in generator.normal() })
  let products = 2000
  let seconds = shortestTime {
    forEachShard(of: threads, size: 1) { _, _ in
      var c = Matrix(rows: 64, columns: 64)
      for _ in 0..<products { c.setProduct(a, .none, b, .none) }
    }
  }
  return Double(threads * products) * 2 * 64 * 64 * 784 / seconds
}
