/// Numbers as text, always as wide as their kind, so that nothing jumps.
enum Numbers {
  /// A number with so many digits after the point.
  static func fixed(_ value: Double, _ decimals: Int) -> String {
    guard value.isFinite else { return value.isNaN ? "…" : "∞" }
    let factor = (0..<decimals).reduce(1.0) { product, _ in product * 10 }
    guard let scaled = Int(exactly: (abs(value) * factor).rounded()) else { return "∞" }
    let sign = value < 0 && scaled > 0 ? "−" : ""
    guard decimals > 0 else { return sign + String(scaled) }
    let digits = String(scaled)
    let padded = String(repeating: "0", count: max(0, decimals + 1 - digits.count)) + digits
    return sign + padded.dropLast(decimals) + "." + padded.suffix(decimals)
  }

  /// ε with four decimals.
  static func epsilon(_ value: Float) -> String { fixed(Double(value), 4) }

  /// A share as per cent, "63 %" or "63.2 %", as wide as "100 %".
  static func percent(_ share: Double, decimals: Int = 0) -> String {
    (fixed(share * 100, decimals) + " %").padded(left: decimals == 0 ? 5 : 6 + decimals)
  }

  /// An accuracy as per cent with one decimal, as wide as "97.4 %": in a row of words the blank
  /// before it would look like a mistake.
  static func accuracy(_ share: Double) -> String {
    (fixed(share * 100, 1) + " %").padded(left: 6)
  }

  /// A loss with three decimals.
  static func loss(_ value: Double) -> String { fixed(value, value < 99.95 ? 3 : 0) }

  /// A count in groups of three digits, "10 000".
  static func count(_ value: Int) -> String {
    let digits = String(value)
    var text = ""
    for (index, digit) in digits.enumerated() {
      if index > 0, (digits.count - index).isMultiple(of: 3) { text += " " }
      text.append(digit)
    }
    return text
  }

  /// A rate in thousands or millions, "712 k" or "1.2 M", five columns wide.
  static func rate(_ value: Double) -> String {
    let text =
      switch value {
      case 999_500...: fixed(value / 1e6, value < 9.95e6 ? 1 : 0) + " M"
      case 9_950...: fixed(value / 1e3, 0) + " k"
      case 999.5...: fixed(value / 1e3, 1) + " k"
      default: fixed(value, 0)
      }
    return text.padded(left: 5)
  }

  /// A time as minutes and seconds, "1:05", or with hours, "1:02:03".
  static func duration(_ seconds: Double) -> String {
    guard let whole = Int(exactly: max(0, seconds).rounded()) else { return "…" }
    func two(_ value: Int) -> String { (value < 10 ? "0" : "") + String(value) }
    let (minutes, rest) = (whole / 60, two(whole % 60))
    return minutes < 60 ? "\(minutes):\(rest)" : "\(minutes / 60):\(two(minutes % 60)):\(rest)"
  }

  /// A number with as few digits as it takes, "0.25" or "0.1".
  static func plain(_ value: Double) -> String {
    var text = fixed(value, 4)
    guard text.contains(".") else { return text }
    while text.hasSuffix("0") { text.removeLast() }
    if text.hasSuffix(".") { text.removeLast() }
    return text
  }
}
