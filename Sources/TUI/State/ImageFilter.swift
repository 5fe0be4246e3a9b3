import Engine
import Foundation

/// Which images are listed on the Analyse screen, and stepped through in Explore.
struct ImageFilter: Equatable, Sendable {
  /// Which smallest ε are meant.
  enum Kind: Equatable, Sendable {
    case all
    /// Images that are misread as they are.
    case misread
    /// Images that are read right as they are, and whose smallest ε lies above one number and is at
    /// most another; without that one, images that no ε up to 1 has misread are among them.
    case between(above: Float, upTo: Float?)
  }

  /// Only images with this label; `nil` for all.
  var digit: Int?
  var kind = Kind.all

  /// The ε above which, the study says, a perturbation can be seen.
  static let visible: Float = 0.01

  /// The kinds that one key goes through: all images, then three parts of them.
  static let kinds: [Kind] = [
    .all, .misread, .between(above: 0, upTo: visible), .between(above: visible, upTo: nil),
  ]

  /// Whether anything is left out.
  var isOn: Bool { self != ImageFilter() }

  /// The kind after this one; all images after one that was typed.
  var nextKind: Kind {
    let place = Self.kinds.firstIndex(of: kind).map { $0 + 1 } ?? 0
    return Self.kinds[place % Self.kinds.count]
  }

  /// Whether an image is meant, of which a result may not be known yet.
  func takes(label: Int, _ result: MinimalEpsilon?) -> Bool {
    guard digit == nil || digit == label else { return false }
    return switch (kind, result) {
    case (.all, _): true
    case (.misread, let result): result == .misreadAsItIs
    case (.between(let above, let end), .some(.at(let epsilon))):
      epsilon > above && epsilon <= end ?? .infinity
    case (.between(_, let end), .some(.none)): end == nil
    case (.between, _): false
    }
  }

  /// What a person would type for it, such as "3 0.01-0.05".
  var text: String {
    let words: [String?] = [digit.map(String.init), Self.text(of: kind)]
    return words.compactMap(\.self).joined(separator: " ")
  }

  private static func text(of kind: Kind) -> String? {
    switch kind {
    case .all: nil
    case .misread: "misread"
    case .between(0, let end?): "<\(number(end))"
    case .between(let above, nil): ">\(number(above))"
    case .between(let above, let end?): "\(number(above))-\(number(end))"
    }
  }

  /// An ε with as few digits as it takes, at most six after the point.
  static func number(_ epsilon: Float) -> String {
    var text = String(format: "%.6f", epsilon)
    while text.hasSuffix("0") { text.removeLast() }
    return text.hasSuffix(".") ? String(text.dropLast()) : text
  }
}
