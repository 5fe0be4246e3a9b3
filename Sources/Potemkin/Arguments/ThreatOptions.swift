import Engine
import Foundation

/// What an attacker may do, as flags say it.
struct ThreatOptions: Sendable {
  /// How far; `nil` where any distance will do.
  var epsilon: Float?
  /// How that is measured; `nil` for what the attack prefers.
  var norm: Norm?
  var clip = false
  var seed: UInt64 = 1

  /// Finds out what is wrong with ε before anything is read, where it is measured by pixels.
  func validate(_ preferred: Norm) throws(UsageError) {
    if (norm ?? preferred) == .linf {
      _ = try threat(.linf, ImageShape(height: 1, width: 1))
    }
  }

  /// The attacker's means against images of a shape.
  ///
  /// - Parameter preferred: The norm unless one is named.
  /// - Throws: `UsageError`, where ε is larger than any distance between two images.
  func threat(_ preferred: Norm, _ shape: ImageShape) throws(UsageError) -> ThreatModel {
    let norm = norm ?? preferred
    let largest = norm.largestDistance(pixels: shape.pixels)
    if let epsilon, epsilon > largest {
      throw .invalidValue(
        flag: "--epsilon",
        expected: "a number from 0 to \(String(format: "%g", largest)) for \(norm.rawValue)",
        found: String(format: "%g", epsilon), nearest: nil)
    }
    return ThreatModel(
      norm: norm, epsilon: epsilon ?? .infinity, range: clip ? 0...1 : nil)
  }
}

extension Norm {
  /// The distance between a black image and a white one.
  fileprivate func largestDistance(pixels: Int) -> Float {
    switch self {
    case .linf: 1
    case .l2: Float(pixels).squareRoot()
    case .l0, .l1: Float(pixels)
    }
  }
}

extension Argument {
  /// The flags of `ThreatOptions`; `--clip` where there is a choice.
  static func threat(
    _ path: WritableKeyPath<Options, ThreatOptions>, takesClip: Bool = true
  ) -> [Argument] {
    let clip = toggle(
      "--clip", path.appending(path: \.clip), help: "Hold perturbed pixels to 0 to 1.")
    return [
      .value(
        "--epsilon", path.appending(path: \.epsilon), .distance,
        help: "The largest distance; a pixel goes from 0, black, to 1, white."),
      .value(
        "--norm", path.appending(path: \.norm), .norm,
        help: "How distance is measured; else as the attack prefers."),
    ] + (takesClip ? [clip] : []) + [
      .value(
        "--seed", path.appending(path: \.seed), .integer(0...UInt64.max),
        help: "Where the attack's chance starts from.")
    ]
  }
}

extension ValueType where Value == Float {
  /// A distance between images, in any norm.
  fileprivate static let distance = ValueType(
    placeholder: "E", expected: "a number from 0",
    parse: { Float($0).flatMap { $0 >= 0 && $0 < .infinity ? $0 : nil } },
    format: { String(format: "%g", Double($0)) })
}

extension ValueType where Value == Norm {
  fileprivate static let norm: ValueType = .choice()
}
