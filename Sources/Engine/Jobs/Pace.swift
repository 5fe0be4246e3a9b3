import Dispatch

/// How fast work goes on that is watched step by step.
public enum Pace: Int, CaseIterable, Sendable {
  case slow, steady, quick, full

  /// `nil` where nothing holds it up.
  public var stepsPerSecond: Int? {
    switch self {
    case .slow: 4
    case .steady: 20
    case .quick: 200
    case .full: nil
    }
  }

  var interval: DispatchTimeInterval? { stepsPerSecond.map { .microseconds(1_000_000 / $0) } }
}
