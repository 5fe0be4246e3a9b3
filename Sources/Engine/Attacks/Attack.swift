/// A way of making adversarial images.
///
/// An attack asks its questions of an `AdversarialSearch`, which projects, judges every image that
/// is asked about, and keeps what counts: so no attack grades itself. A new attack is one file, and
/// one line in `AttackCatalogue`.
public protocol Attack: Sendable {
  /// Its default settings.
  init()

  /// What it is called on the command line and in results, such as "fgsm".
  static var name: String { get }
  /// What it does, as a sentence without its full stop.
  static var summary: String { get }
  /// The paper, with its year.
  static var source: String { get }
  /// What it needs to know of the model.
  static var access: AttackAccess { get }
  /// The norms whose balls it can stay in, or whose distances it makes small; the first by default.
  static var norms: [Norm] { get }
  /// Whether it stays in a ball of given radius, or looks for the nearest image.
  static var aim: AttackAim { get }
  /// The kinds of goal it knows.
  static var goals: AttackGoals { get }
  /// What can be set, in the order in which it is shown.
  static var settings: [AttackSetting<Self>] { get }
  /// The fewest classes with which it makes sense.
  func fewestClasses(isTargeted: Bool) -> Int

  /// Looks for adversarial images until it has none left to look for, or is done.
  ///
  /// - Throws: `AttackCancelled` where the search was cancelled; what was found stays in it.
  func run(
    _ search: inout AdversarialSearch, using generator: inout SeededGenerator
  ) throws(AttackCancelled)
}

extension Attack {
  public static var aim: AttackAim { .ball }
  public static var goals: AttackGoals { .both }
  public static var settings: [AttackSetting<Self>] { [] }
  public func fewestClasses(isTargeted: Bool) -> Int { 2 }

  /// What it is called.
  public var name: String { Self.name }
}

/// What an attack needs to know of the model, from the least.
public enum AttackAccess: Int, Comparable, Sendable {
  /// Which class an image is read as.
  case readings
  /// The scores of all classes.
  case scores
  /// The gradients of the scores with respect to the pixels.
  case gradients

  public static func < (a: Self, b: Self) -> Bool { a.rawValue < b.rawValue }
}

/// What an attack makes of the radius.
public enum AttackAim: Sendable {
  /// Anything in the ball will do: an image leaves as soon as it has fallen.
  case ball
  /// The nearest image is wanted: it goes on after a success, and needs no radius.
  case nearest
}

/// The kinds of goal that an attack knows.
public enum AttackGoals: Sendable {
  case untargeted, targeted, both
}
