import Foundation

extension Double {
  /// The number with a fixed count of decimals.
  func fixed(_ decimals: Int) -> String { String(format: "%.\(decimals)f", self) }
}

/// A share as a percentage, such as "91.43 %".
func percent(_ share: Double) -> String { (100 * share).fixed(2) + " %" }
