import Foundation

/// Prints one figure: what was done, how long it took, and what that is in comparison.
func report(_ what: String, milliseconds: Double, _ comparison: String) {
  print(
    "\(what): \(String(format: "%.2f", milliseconds)) ms\n    \(comparison)")
}

/// A share as a percentage.
func percent(_ share: Double, digits: Int = 0) -> String {
  String(format: "%.\(digits)f %%", share * 100)
}

/// A ratio in words: "12 times".
func times(_ ratio: Double) -> String { String(format: "%.1f times", ratio) }
