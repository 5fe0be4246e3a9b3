import Foundation

extension Double {
  /// The number with a fixed count of decimals.
  func fixed(_ decimals: Int) -> String { String(format: "%.\(decimals)f", self) }
}

/// A share as a percentage, such as "91.43 %".
func percent(_ share: Double) -> String { (100 * share).fixed(2) + " %" }

/// Rows of cells as lines of columns, each flush right and two spaces from the last.
func aligned(_ rows: [[String]]) -> String {
  let widths = (rows.first ?? []).indices.map { column in
    rows.map { $0[column].count }.max() ?? 0
  }
  return rows.map { row in
    zip(row, widths).map { String(repeating: " ", count: $1 - $0.count) + $0 }
      .joined(separator: "  ")
  }.joined(separator: "\n")
}
