import COneDNN

/// Whether a factor of a product is taken as it is or transposed.
public enum Transposition: Sendable {
  case none, transposed

  fileprivate var code: CChar {
    self == .none ? CChar(UInt8(ascii: "N")) : CChar(UInt8(ascii: "T"))
  }
}

extension Matrix {
  /// Sets this to α·op(a)·op(b) + β·this, computed by oneDNN on the calling thread alone.
  ///
  /// Work runs in parallel over shards of images (see `forEachShard`), never inside a product: so a
  /// result does not depend on the number of cores.
  ///
  /// - Precondition: The shapes fit: op(a) is `[rows, k]`, op(b) is `[k, columns]`.
  public mutating func setProduct(
    _ a: borrowing Matrix, _ transposeA: Transposition,
    _ b: borrowing Matrix, _ transposeB: Transposition,
    alpha: Float = 1, beta: Float = 0
  ) {
    let inner = transposeA == .none ? a.columns : a.rows
    precondition((transposeA == .none ? a.rows : a.columns) == rows, "rows of the product")
    precondition((transposeB == .none ? b.columns : b.rows) == columns, "columns of the product")
    precondition((transposeB == .none ? b.rows : b.columns) == inner, "the inner dimension")
    // OpenMP's thread count belongs to the calling thread, and Dispatch picks that anew.
    omp_set_num_threads(1)
    let (rows, columns) = (rows, columns)
    let status = a.values.withUnsafeBufferPointer { a_ in
      b.values.withUnsafeBufferPointer { b_ in
        values.withUnsafeMutableBufferPointer { c in
          dnnl_sgemm(
            transposeA.code, transposeB.code,
            dnnl_dim_t(rows), dnnl_dim_t(columns), dnnl_dim_t(inner),
            alpha, a_.baseAddress, dnnl_dim_t(max(1, a.columns)),
            b_.baseAddress, dnnl_dim_t(max(1, b.columns)),
            beta, c.baseAddress, dnnl_dim_t(max(1, columns)))
        }
      }
    }
    precondition(status == dnnl_success, "oneDNN refused a product: status \(status.rawValue)")
  }

  /// The product op(a)·op(b), on the calling thread.
  public static func product(
    _ a: borrowing Matrix, _ transposeA: Transposition,
    _ b: borrowing Matrix, _ transposeB: Transposition
  ) -> Matrix {
    var result = Matrix(
      rows: transposeA == .none ? a.rows : a.columns,
      columns: transposeB == .none ? b.columns : b.rows)
    result.setProduct(a, transposeA, b, transposeB)
    return result
  }
}
