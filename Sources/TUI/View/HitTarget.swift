/// What a click falls on.
public enum HitTarget: Equatable, Sendable {
  case tab(ScreenName)
  case slider(fraction: Double)
  case curve(fraction: Double)
  case formField(TrainingForm.Field)
}

/// What lies at a position.
public func hitTarget(at point: Point, in state: AppState) -> HitTarget? { nil }
