/// Where a cursor among pictures can go.
enum Direction: CaseIterable, Sendable { case left, right, up, down }
