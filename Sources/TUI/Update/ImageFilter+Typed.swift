extension ImageFilter {
  /// What may be typed for one.
  static let expected = "a digit, misread or an ε such as 0.01-0.05"

  /// A filter as typed: a digit, "misread" or a range of smallest ε, or a digit with one of these.
  ///
  /// A range is "0.01-0.05", or open to one side: "<0.01", "-0.01", ">0.05", "0.05-".
  /// - Parameter classes: How many labels there are.
  /// - Returns: `nil` where it can't be understood.
  init?(typed text: String, classes: Int) {
    self.init()
    for word in text.lowercased().split(whereSeparator: { $0 == " " || $0 == "," }) {
      if word == "all" { continue }
      if word.first?.isNumber == true, let digit = Int(word), (0..<classes).contains(digit),
        self.digit == nil
      {
        self.digit = digit
      } else if let kind = Self.kind(typed: word), self.kind == .all {
        self.kind = kind
      } else {
        return nil
      }
    }
  }

  private static func kind(typed word: Substring) -> Kind? {
    if "misread".hasPrefix(word) { return .misread }
    let ends: (low: Substring, high: Substring)
    switch word.first {
    case "<", "≤": ends = ("", word.dropFirst())
    case ">", "≥": ends = (word.dropFirst(), "")
    default:
      let parts = word.split(omittingEmptySubsequences: false) { "-–…".contains($0) }
      guard parts.count == 2 else { return nil }
      ends = (parts[0], parts[1])
    }
    let high = ends.high.drop { $0 == "=" }
    let low = ends.low.drop { $0 == "=" }
    guard !(low.isEmpty && high.isEmpty) else { return nil }
    guard let above = low.isEmpty ? 0 : Float(low), (0..<1).contains(above) else { return nil }
    if high.isEmpty { return .between(above: above, upTo: nil) }
    guard let end = Float(high), end > above, end <= 1 else { return nil }
    return .between(above: above, upTo: end)
  }
}
