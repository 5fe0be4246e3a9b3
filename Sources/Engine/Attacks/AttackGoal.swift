/// What an attacker wants an image to be read as.
public enum AttackGoal: Hashable, Sendable {
  /// Anything but its label.
  case untargeted
  /// The class after its label, the first after the last.
  case nextClass
  /// One class for all images; those that have it as their label are left out.
  case target(Int)

  /// The class wanted of an image; `nil` where anything but the label will do.
  func target(label: Int, classes: Int) -> Int? {
    switch self {
    case .untargeted: nil
    case .nextClass: (label + 1) % classes
    case .target(let target): target
    }
  }
}

/// What counts as the right reading of an image.
public enum AttackLabels: String, CaseIterable, Sendable {
  /// Its label in the dataset; an image that is misread as it is counts as fallen.
  case given
  /// Whatever the model reads in it.
  case predicted
}
