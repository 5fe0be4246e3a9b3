import Foundation

/// How a word of the command line becomes a value.
struct ValueType<Value>: Sendable {
  /// What stands for the value in help, such as "FILE".
  var placeholder: String
  /// What the value has to be, as it follows "expected".
  var expected: String
  /// The words it is chosen from, where it is a choice.
  var choices: [String] = []
  /// Reads a word; `nil` where it is not what is expected.
  var parse: @Sendable (String) -> Value?
  /// Writes a value as it would be given.
  var format: @Sendable (Value) -> String
}

extension ValueType where Value == String {
  /// A path or another text that is not empty.
  static func text(_ placeholder: String, expected: String) -> Self {
    ValueType(
      placeholder: placeholder, expected: expected, parse: { $0.isEmpty ? nil : $0 },
      format: { $0 })
  }

  static let file = text("FILE", expected: "a file")
  static let directory = text("DIR", expected: "a directory")
}

extension ValueType where Value: FixedWidthInteger & Sendable {
  /// A whole number in a range.
  static func integer(_ range: ClosedRange<Value>) -> Self {
    ValueType(
      placeholder: "N", expected: "a whole number \(describe(range))",
      parse: { Value($0).flatMap { range.contains($0) ? $0 : nil } }, format: { "\($0)" })
  }
}

extension ValueType where Value == [Int] {
  /// Whole numbers in a range, between commas; where there may be none of them, the word "none".
  static func integers(
    _ range: ClosedRange<Int>, atMost count: Int, orNone: Bool = false
  ) -> Self {
    ValueType(
      placeholder: "N,N,...",
      expected: "up to \(count) whole numbers \(describe(range)), between commas"
        + (orNone ? ", or none" : ""),
      parse: { word in
        if orNone, word == "none" { return [] }
        let words = word.split(separator: ",", omittingEmptySubsequences: false)
        let numbers = words.compactMap { Int($0) }.filter(range.contains)
        return numbers.count == words.count && numbers.count <= count ? numbers : nil
      },
      format: { $0.isEmpty ? "none" : $0.map(String.init).joined(separator: ",") })
  }
}

extension ValueType where Value == Float {
  /// A decimal number in a range.
  static func number(_ placeholder: String, _ range: ClosedRange<Float>) -> Self {
    ValueType(
      placeholder: placeholder, expected: "a number \(describe(range))",
      parse: { Float($0).flatMap { range.contains($0) ? $0 : nil } },
      format: { String(format: "%g", Double($0)) })
  }
}

extension ValueType where Value: Sendable & CaseIterable & RawRepresentable<String> {
  /// One of the cases, by its raw value.
  static func choice() -> Self {
    let names = Value.allCases.map(\.rawValue)
    return ValueType(
      placeholder: names.joined(separator: "|"), expected: listed(names, with: "or"),
      choices: names, parse: Value.init(rawValue:), format: \.rawValue)
  }
}

private func describe<Value>(_ range: ClosedRange<Value>) -> String {
  switch (range.lowerBound, range.upperBound) {
  case (let low, let high as any FixedWidthInteger) where high.isLargest: "from \(low)"
  case (let low as Float, let high as Float):
    String(format: "from %g to %g", Double(low), Double(high))
  case (let low, let high): "from \(low) to \(high)"
  }
}

extension FixedWidthInteger {
  fileprivate var isLargest: Bool { self == .max }
}
